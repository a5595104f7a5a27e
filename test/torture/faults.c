/* Loaded into a program before its libraries: lets the n-th call on files whose path begins with TORTURE_PATH fail, or not happen.
   TORTURE_CALL is pwrite, fsync or open; TORTURE_AT is n; TORTURE_ERRNO the error, 0: the call says it was done and was not;
   TORTURE_ON=1: so do all that follow. The file TORTURE_FIRED is made when it comes to that. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long seen;

static int begins(const char *path) {
  const char *prefix = getenv("TORTURE_PATH");
  return prefix != NULL && strncmp(path, prefix, strlen(prefix)) == 0;
}

static int ours(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return begins(path);
}

static int fails(const char *call) {
  const char *wanted = getenv("TORTURE_CALL"), *at = getenv("TORTURE_AT"), *on = getenv("TORTURE_ON"), *fired = getenv("TORTURE_FIRED");
  if (wanted == NULL || at == NULL || strcmp(wanted, call) != 0) return 0;
  long n = ++seen;
  if (n < atol(at) || (n > atol(at) && on == NULL)) return 0;
  if (fired != NULL) {
    int (*really)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
    int file = really(fired, O_WRONLY | O_CREAT, 0600);
    if (file >= 0) close(file);
  }
  return 1;
}

static int error_given(void) {
  const char *given = getenv("TORTURE_ERRNO");
  return given == NULL ? 0 : atoi(given);
}

#define WRITER(name, offset_type)                                                     \
  ssize_t name(int fd, const void *bytes, size_t length, offset_type offset) {        \
    ssize_t (*really)(int, const void *, size_t, offset_type) = dlsym(RTLD_NEXT, #name); \
    if (!ours(fd) || !fails("pwrite")) return really(fd, bytes, length, offset);      \
    if (error_given() == 0) return (ssize_t)length;                                   \
    errno = error_given();                                                            \
    return -1;                                                                        \
  }
WRITER(pwrite, off_t)
WRITER(pwrite64, off64_t)

#define SYNCER(name)                                     \
  int name(int fd) {                                     \
    int (*really)(int) = dlsym(RTLD_NEXT, #name);        \
    if (!ours(fd) || !fails("fsync")) return really(fd); \
    if (error_given() == 0) return 0;                    \
    errno = error_given();                               \
    return -1;                                           \
  }
SYNCER(fsync)
SYNCER(fdatasync)

#define OPENER(name)                                                     \
  int name(const char *path, int flags, ...) {                           \
    int (*really)(const char *, int, ...) = dlsym(RTLD_NEXT, #name);     \
    va_list more;                                                        \
    va_start(more, flags);                                               \
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; \
    va_end(more);                                                        \
    if (!begins(path) || !fails("open")) return really(path, flags, mode); \
    errno = error_given();                                               \
    return -1;                                                           \
  }
OPENER(open)
OPENER(open64)
