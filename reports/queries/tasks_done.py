"""A report's checklist with what of it is done."""

from dataclasses import dataclass

from reports.models import Report, TaskDone
from reports.rules.checklist import Task, checklist_of


@dataclass(frozen=True)
class TaskShown:
    task: Task
    done: TaskDone | None


def tasks_of(report: Report) -> list[TaskShown]:
    """In the checklist's order. One query."""
    done = {each.code: each for each in report.tasks_done.select_related("by")}
    return [TaskShown(task, done.get(task.code)) for task in checklist_of(report.official_class)]
