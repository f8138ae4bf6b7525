// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loaded before a program by LD_PRELOAD: moves its civil clock, and only that, by what the file
// FW_FAULTS_CLOCK says at the moment (a number of seconds as text); fails its writes to SQLite's
// files with ENOSPC while the file FW_FAULTS_FULL_DISK exists. The steady clock stays as it is.
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <ctime>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace {

/// The text of a small file as a number; 0 when there is none. No memory, no other libraries.
long numberIn(const char *path)
{
    const int file = int(::syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0));
    if (file < 0)
        return 0;
    char text[32] = {};
    const long count = ::syscall(SYS_read, file, text, sizeof text - 1);
    ::syscall(SYS_close, file);
    return count > 0 ? std::strtol(text, nullptr, 10) : 0;
}

long shift()
{
    static const char *path = std::getenv("FW_FAULTS_CLOCK");
    return path ? numberIn(path) : 0;
}

bool isFull(int file)
{
    static const char *path = std::getenv("FW_FAULTS_FULL_DISK");
    if (!path || ::syscall(SYS_faccessat, AT_FDCWD, path, F_OK) != 0)
        return false;
    struct stat about
    {
    };
    return ::fstat(file, &about) == 0 && S_ISREG(about.st_mode);
}

template <class Function> Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

int clock_gettime(clockid_t clock, struct timespec *time) noexcept
{
    const int done = int(::syscall(SYS_clock_gettime, clock, time));
    if (done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
        time->tv_sec += shift();
    return done;
}

int gettimeofday(struct timeval *time, void *) noexcept
{
    struct timespec now
    {
    };
    const int done = ::clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return done;
}

time_t time(time_t *out) noexcept
{
    struct timespec now
    {
    };
    ::clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64");
    if (!isFull(file))
        return real(file, bytes, count, at);
    errno = ENOSPC;
    return -1;
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at)
{
    return pwrite64(file, bytes, count, at);
}

ssize_t write(int file, const void *bytes, size_t count)
{
    static const auto real = next<ssize_t (*)(int, const void *, size_t)>("write");
    if (!isFull(file))
        return real(file, bytes, count);
    errno = ENOSPC;
    return -1;
}
}
