"""Addresses of reports in the desk zone."""

from django.urls import path

from reports.views import (
    batches,
    bulk,
    case,
    case_files,
    deeds,
    dispatches,
    exports,
    intake,
    packages,
    presence,
    queue,
    saved_filters,
    tags,
    typing_in,
)

app_name = "reports"

urlpatterns = [
    # /reports/...
    path("", queue.report_list, name="report_list"),
    # /reports/new/...: what an officer writes down for somebody else
    path("new/", typing_in.report_new, name="report_new"),
    path("new/places/", intake.places, name="places"),
    path("new/<uuid:send_key>/slip/", typing_in.slip, name="slip"),
    path("new/<uuid:send_key>/slip/file/", typing_in.slip_file, name="slip_file"),
    path("new/<uuid:send_key>/slip/handed-over/", typing_in.slip_handed_over, name="slip_handed_over"),
    # /reports/batch/...: many of them, from an Excel file
    path("batch/", batches.batch_new, name="batch_new"),
    path("batch/template/", batches.batch_file, name="batch_file"),
    path("batch/<uuid:pk>/", batches.batch_detail, name="batch_detail"),
    path("batch/<uuid:pk>/save/", batches.batch_save, name="batch_save"),
    path("batch/<uuid:pk>/drop/", batches.batch_drop, name="batch_drop"),
    path("batch/<uuid:pk>/slips/", batches.batch_slips, name="batch_slips"),
    path("batch/<uuid:pk>/handed-over/", batches.batch_handed_over, name="batch_handed_over"),
    # /reports/export/?...: what the queue shows by this filter, as a file
    path("export/", exports.report_export, name="report_export"),
    # /reports/bulk/...: one deed with many of the queue's
    path("bulk/", bulk.bulk_new, name="bulk_new"),
    path("bulk/<uuid:pk>/", bulk.bulk_detail, name="bulk_detail"),
    path("bulk/<uuid:pk>/start/", bulk.bulk_start, name="bulk_start"),
    path("bulk/<uuid:pk>/undo/", bulk.bulk_undo, name="bulk_undo"),
    path("bulk/<uuid:pk>/drop/", bulk.bulk_drop, name="bulk_drop"),
    # /reports/tags/...: what an office sorts by
    path("tags/", tags.tag_list, name="tag_list"),
    path("tags/<int:pk>/retire/", tags.tag_retire, name="tag_retire"),
    # /reports/saved/...: filters that were kept; those that make one take it from the address
    path("saved/", saved_filters.saved_list, name="saved_list"),
    path("saved/new/", saved_filters.saved_new, name="saved_new"),
    path("saved/<int:pk>/", saved_filters.saved_detail, name="saved_detail"),
    path("saved/<int:pk>/delete/", saved_filters.saved_delete, name="saved_delete"),
    # /reports/<reference>/
    path("next/", queue.report_next, name="report_next"),
    path("<slug:reference>/", case.report_detail, name="report_detail"),
    path("<slug:reference>/presence/", presence.report_presence, name="report_presence"),
    # /reports/<reference>/...: what an officer does with it
    path("<slug:reference>/take/", deeds.report_take, name="report_take"),
    path("<slug:reference>/assign/", deeds.report_assign, name="report_assign"),
    path("<slug:reference>/triage/", deeds.report_triage, name="report_triage"),
    path("<slug:reference>/examine/", deeds.report_examine, name="report_examine"),
    path("<slug:reference>/classify/", deeds.report_classify, name="report_classify"),
    path("<slug:reference>/tasks/", deeds.report_tasks, name="report_tasks"),
    path("<slug:reference>/note/", deeds.report_note, name="report_note"),
    path("<slug:reference>/ask/", deeds.report_ask, name="report_ask"),
    path("<slug:reference>/answer/", deeds.report_answer, name="report_answer"),
    path("<slug:reference>/transfer/", deeds.report_transfer, name="report_transfer"),
    path("<slug:reference>/decline/", deeds.report_decline, name="report_decline"),
    path("<slug:reference>/set-aside/", deeds.report_set_aside, name="report_set_aside"),
    path("<slug:reference>/bring-back/", deeds.report_bring_back, name="report_bring_back"),
    path("<slug:reference>/refer/", deeds.report_refer, name="report_refer"),
    path("<slug:reference>/hand-over/", deeds.report_hand_over, name="report_hand_over"),
    path("<slug:reference>/close/", deeds.report_close, name="report_close"),
    path("<slug:reference>/merge/", deeds.report_merge, name="report_merge"),
    path("<slug:reference>/separate/", deeds.report_separate, name="report_separate"),
    path("<slug:reference>/approve/", deeds.report_approve, name="report_approve"),
    path("<slug:reference>/return/", deeds.report_return, name="report_return"),
    path("<slug:reference>/export/", exports.case_export, name="case_export"),
    # /reports/<reference>/sent/...: as it left the portal
    path("<slug:reference>/sent/<uuid:dispatch_id>/", dispatches.dispatch_detail, name="dispatch_detail"),
    path("<slug:reference>/sent/<uuid:dispatch_id>/file/", dispatches.dispatch_file, name="dispatch_file"),
    path("<slug:reference>/sent/<uuid:dispatch_id>/receipt/", dispatches.dispatch_receipt, name="dispatch_receipt"),
    path("<slug:reference>/sent/<uuid:dispatch_id>/package/", packages.package_form, name="package_form"),
    path("<slug:reference>/sent/<uuid:dispatch_id>/package/file/", packages.package_zip, name="package_zip"),
    path("<slug:reference>/sent/<uuid:dispatch_id>/package/receipt/", packages.package_receipt, name="package_receipt"),
    # /reports/<reference>/files/...: a file of a case
    path("<slug:reference>/files/<uuid:evidence_id>/", case_files.evidence_detail, name="evidence_detail"),
    path("<slug:reference>/files/<uuid:evidence_id>/image/", case_files.evidence_image, name="evidence_image"),
    path("<slug:reference>/files/<uuid:evidence_id>/original/", case_files.evidence_original, name="evidence_original"),
]
