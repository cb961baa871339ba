"""Runs one script under limits: `python -I -B -X utf8 child.py <seconds> <bytes of memory> <script> <arguments...>`.

Started by `pacc.sandbox.run` as a new program with an empty environment. Before the script's first line the process
gives up: more time and memory than it was given, files that grow, new processes and programs, the network, and every
file but Python's own (Landlock and seccomp, from Linux 5.13 on; an older kernel leaves the plain limits). So a hole in
a parser of other people's files finds no key, no database and no way out. Standard library only: nothing of the portal
is imported here.
"""

import ctypes
import os
import platform
import resource
import runpy
import struct
import sys
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)

# include/uapi/linux/prctl.h
_PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 4, 22, 38

# Landlock, include/uapi/linux/landlock.h. System call numbers are the same on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_EXECUTE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 2, 1 << 3
# Rights over files that the kernel's version of Landlock knows, by version; later ones know no more about files.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_NET_RIGHTS = 0b11  # bind and connect TCP, from version 4

# What a script needs to read: Python, its packages, the system's libraries.
_READABLE = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom")

# seccomp, include/uapi/linux/seccomp.h and linux/audit.h: system calls that are answered with "not permitted".
_ARCHITECTURES: dict[str, tuple[int, tuple[int, ...]]] = {
    # socket, connect, accept, sendto, sendmsg, bind, listen, socketpair, fork, vfork, execve, kill, ptrace, mount,
    # tkill, add_key, request_key, keyctl, unshare, accept4, perf_event_open, setns, process_vm_readv,
    # process_vm_writev, bpf, execveat, userfaultfd, io_uring_setup, pidfd_open
    "x86_64": (
        0xC000003E,
        (41, 42, 43, 44, 46, 49, 50, 53, 57, 58, 59, 62, 101, 165, 200, 248, 249, 250, 272, 288, 298, 308, 310, 311,
         321, 322, 323, 425, 434),
    ),
    # the same calls; this architecture has no fork and vfork
    "aarch64": (
        0xC00000B7,
        (198, 203, 202, 206, 211, 200, 201, 199, 221, 129, 117, 40, 130, 217, 218, 219, 97, 242, 241, 268, 270, 271,
         280, 281, 282, 425, 434),
    ),
}  # fmt: skip
# Threads may start (libde265 decodes a HEIC in one), processes may not. clone3 hides its flags from a filter: it is
# answered with "no such call", and the C library falls back to clone.
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3, _CLONE_THREAD = 435, 0x00010000
_LOAD, _EQUALS, _AT_LEAST, _HAS_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL, _NOT_PERMITTED, _NO_SUCH_CALL = 0x7FFF0000, 0x80000000, 0x00050000 | 1, 0x00050000 | 38
_X32_BIT = 0x40000000  # a second set of numbers on x86_64


def _limit(seconds: int, memory: int) -> None:
    for limit, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(limit, (value, value))


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("net", ctypes.c_uint64)]


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = [("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32)]


def _forbid_files(readable: list[str]) -> bool:
    """Only these files and folders can be read, and nothing written. False where the kernel has no Landlock."""
    version = _libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    if version < 1:
        return False
    ruleset = _Ruleset(_FILE_RIGHTS[min(version, 5)], _NET_RIGHTS if version >= 4 else 0)
    size = ctypes.sizeof(ruleset) if version >= 4 else 8
    rules = _libc.syscall(_CREATE_RULESET, ctypes.byref(ruleset), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if rules < 0:
        return False
    for path in readable:
        try:
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            continue
        rights = _EXECUTE | _READ_FILE | _READ_DIR if Path(path).is_dir() else _READ_FILE
        beneath = _Beneath(rights, folder)
        _libc.syscall(_ADD_RULE, rules, 1, ctypes.byref(beneath), ctypes.c_uint32(0))
        os.close(folder)
    refused = _libc.syscall(_RESTRICT_SELF, rules, ctypes.c_uint32(0))
    os.close(rules)
    return bool(refused == 0)


def _forbid_calls() -> bool:
    """No network, no program, no process. False where the kernel or the machine's architecture has no such filter."""
    if platform.machine() not in _ARCHITECTURES:
        return False
    architecture, refused = _ARCHITECTURES[platform.machine()]
    last = 12 + len(refused)  # the line that says "not permitted"; a jump counts from the line after its own
    program = [
        struct.pack("HBBI", _LOAD, 0, 0, 4),  # the architecture that the call is made in
        struct.pack("HBBI", _EQUALS, 1, 0, architecture),
        struct.pack("HBBI", _RETURN, 0, 0, _KILL),
        struct.pack("HBBI", _LOAD, 0, 0, 0),  # the call's number
        struct.pack("HBBI", _AT_LEAST, last - 5, 0, _X32_BIT),
        struct.pack("HBBI", _EQUALS, last - 10, 0, _CLONE3),
        struct.pack("HBBI", _EQUALS, last - 10, 0, _CLONE[platform.machine()]),
        *(struct.pack("HBBI", _EQUALS, last - 8 - place, 0, call) for place, call in enumerate(refused)),
        struct.pack("HBBI", _RETURN, 0, 0, _ALLOW),
        struct.pack("HBBI", _RETURN, 0, 0, _NO_SUCH_CALL),
        struct.pack("HBBI", _LOAD, 0, 0, 16),  # clone's flags
        struct.pack("HBBI", _HAS_BIT, 0, 1, _CLONE_THREAD),
        struct.pack("HBBI", _RETURN, 0, 0, _ALLOW),
        struct.pack("HBBI", _RETURN, 0, 0, _NOT_PERMITTED),
    ]
    code = ctypes.create_string_buffer(b"".join(program), 8 * len(program))
    described = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code))
    return bool(_libc.prctl(_PR_SET_SECCOMP, 2, described, 0, 0) == 0)


def confine(*, seconds: int, memory: int, script: str) -> None:
    """Give up what is named above; there is no way back for this process."""
    _limit(seconds, memory)
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    packages = [folder for folder in sys.path if folder and Path(folder).is_dir()]
    _forbid_files([*_READABLE, sys.base_prefix, *packages, str(Path(script).parent)])
    _forbid_calls()


if __name__ == "__main__":
    _seconds, _memory, _script = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    sys.argv = sys.argv[3:]
    confine(seconds=_seconds, memory=_memory, script=_script)
    runpy.run_path(_script, run_name="__main__")
