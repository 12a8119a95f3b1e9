/* Lets one system call of a process and its children fail: preloaded by tests/evaluation/torture.py, which compiles it.

   Calls are counted over all processes, from the moment failing_arm is called; only those of the armed name. Files of Python itself, and
   what the system tells of processes, are left alone, as is what goes to standard error. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static const char *armed;
static long target;
static int error;
static long *count; /* shared by all processes that come from this one */

void failing_prepare(void) {
    void *(*own)(void *, size_t, int, int, int, off_t) = dlsym(RTLD_NEXT, "mmap");
    count = own(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

void failing_arm(const char *name, long number, int code) {
    *count = 0;
    target = number;
    error = code;
    armed = strdup(name);
}

long failing_count(void) { return *count; }

static int is_due(const char *name) {
    return armed && !strcmp(armed, name) && __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST) == target;
}

static int fails(const char *name) {
    if (!is_due(name)) return 0;
    errno = error;
    return 1;
}

static int is_own(const char *path) {
    return path && !strstr(path, "/lib/python") && !strstr(path, ".py") && !strstr(path, ".so")
        && strncmp(path, "/proc/", 6) && strncmp(path, "/sys/", 5) && strncmp(path, "/etc/", 5);
}

#define NEXT(kind, symbol) static kind; if (!next) next = dlsym(RTLD_NEXT, symbol)

#define OPEN(symbol) \
    int symbol(const char *path, int flags, ...) { \
        NEXT(int (*next)(const char *, int, ...), #symbol); \
        va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest); \
        return is_own(path) && fails("open") ? -1 : next(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(symbol) \
    int symbol(int at, const char *path, int flags, ...) { \
        NEXT(int (*next)(int, const char *, int, ...), #symbol); \
        va_list rest; va_start(rest, flags); int mode = va_arg(rest, int); va_end(rest); \
        return is_own(path) && fails("open") ? -1 : next(at, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)

/* "write" fails; "short" takes half of what it is given. */
ssize_t write(int file, const void *data, size_t size) {
    NEXT(ssize_t (*next)(int, const void *, size_t), "write");
    if (file > 2 && fails("write")) return -1;
    return next(file, data, file > 2 && size > 1 && is_due("short") ? size / 2 : size);
}

#define PWRITE(symbol) \
    ssize_t symbol(int file, const void *data, size_t size, off_t place) { \
        NEXT(ssize_t (*next)(int, const void *, size_t, off_t), #symbol); \
        return fails("write") ? -1 : next(file, data, size, place); \
    }
PWRITE(pwrite)
PWRITE(pwrite64)

#define ON_FILE(symbol) \
    int symbol(int file) { NEXT(int (*next)(int), #symbol); return fails("fsync") ? -1 : next(file); }
ON_FILE(fsync)
ON_FILE(fdatasync)

#define TRUNCATE(symbol) \
    int symbol(int file, off_t size) { \
        NEXT(int (*next)(int, off_t), #symbol); \
        return fails("ftruncate") ? -1 : next(file, size); \
    }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

int rename(const char *from, const char *to) {
    NEXT(int (*next)(const char *, const char *), "rename");
    return fails("rename") ? -1 : next(from, to);
}

int unlink(const char *path) {
    NEXT(int (*next)(const char *), "unlink");
    return fails("unlink") ? -1 : next(path);
}

int mkdir(const char *path, mode_t mode) {
    NEXT(int (*next)(const char *, mode_t), "mkdir");
    return fails("mkdir") ? -1 : next(path, mode);
}

pid_t fork(void) {
    NEXT(pid_t (*next)(void), "fork");
    return fails("fork") ? -1 : next();
}

int socketpair(int domain, int type, int protocol, int ends[2]) {
    NEXT(int (*next)(int, int, int, int *), "socketpair");
    return fails("socketpair") ? -1 : next(domain, type, protocol, ends);
}

ssize_t send(int end, const void *data, size_t size, int flags) {
    NEXT(ssize_t (*next)(int, const void *, size_t, int), "send");
    return fails("send") ? -1 : next(end, data, size, flags);
}

ssize_t sendmsg(int end, const struct msghdr *message, int flags) {
    NEXT(ssize_t (*next)(int, const struct msghdr *, int), "sendmsg");
    return fails("send") ? -1 : next(end, message, flags);
}

ssize_t recv(int end, void *data, size_t size, int flags) {
    NEXT(ssize_t (*next)(int, void *, size_t, int), "recv");
    return fails("recv") ? -1 : next(end, data, size, flags);
}

ssize_t recvmsg(int end, struct msghdr *message, int flags) {
    NEXT(ssize_t (*next)(int, struct msghdr *, int), "recvmsg");
    return fails("recv") ? -1 : next(end, message, flags);
}

#define MAP(symbol) \
    void *symbol(void *place, size_t size, int protection, int flags, int file, off_t offset) { \
        NEXT(void *(*next)(void *, size_t, int, int, int, off_t), #symbol); \
        return fails("mmap") ? MAP_FAILED : next(place, size, protection, flags, file, offset); \
    }
MAP(mmap)
MAP(mmap64)
