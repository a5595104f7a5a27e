/* Loaded into a program before its libraries: lets the n-th call on files whose path begins with TORTURE_PATH fail, or not happen.
   TORTURE_CALL is pwrite, fsync or open; TORTURE_AT is n; TORTURE_ERRNO the error, 0: the call says it was done and was not;
   TORTURE_ON=1: so do all that follow. The file TORTURE_FIRED is made when it comes to that.
   With TORTURE_RECORD nothing fails: what is done to those files, and what the program says on its output, is kept there in its order. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long seen;

static int begins(const char *path) {
  const char *prefix = getenv("TORTURE_PATH");
  return prefix != NULL && strncmp(path, prefix, strlen(prefix)) == 0;
}

/* The path of an open file that is ours, in `path`. */
static int path_of(int fd, char *path, size_t size) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return begins(path);
}

static int really_open(const char *path, int flags) {
  int (*really)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
  return really(path, flags, 0600);
}

/* One step of the record: what was done, to the register, its log (w) or its journal (j), where, and with which bytes. */
static void record(char what, const char *path, int64_t offset, const void *bytes, uint32_t length) {
  static int to = -1;
  const char *given = getenv("TORTURE_RECORD");
  if (given == NULL || (path != NULL && strstr(path, "-shm") != NULL)) return;
  if (to < 0) to = really_open(given, O_WRONLY | O_CREAT | O_APPEND);
  ssize_t (*really)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
  char head[14] = {what, path == NULL ? 'o' : strstr(path, "-wal") ? 'w' : strstr(path, "-journal") ? 'j' : 'r'};
  memcpy(head + 2, &offset, 8);
  memcpy(head + 10, &length, 4);
  if (really(to, head, sizeof head) < 0 || (bytes != NULL && really(to, bytes, length) < 0)) abort();
}

static int fails(const char *call) {
  const char *wanted = getenv("TORTURE_CALL"), *at = getenv("TORTURE_AT"), *on = getenv("TORTURE_ON"), *fired = getenv("TORTURE_FIRED");
  if (wanted == NULL || at == NULL || strcmp(wanted, call) != 0) return 0;
  long n = ++seen;
  if (n < atol(at) || (n > atol(at) && on == NULL)) return 0;
  if (fired != NULL) {
    int file = really_open(fired, O_WRONLY | O_CREAT);
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
    char path[4096];                                                                  \
    if (!path_of(fd, path, sizeof path)) return really(fd, bytes, length, offset);    \
    record('W', path, offset, bytes, (uint32_t)length);                               \
    if (!fails("pwrite")) return really(fd, bytes, length, offset);                   \
    if (error_given() == 0) return (ssize_t)length;                                   \
    errno = error_given();                                                            \
    return -1;                                                                        \
  }
WRITER(pwrite, off_t)
WRITER(pwrite64, off64_t)

#define SYNCER(name)                                     \
  int name(int fd) {                                     \
    int (*really)(int) = dlsym(RTLD_NEXT, #name);        \
    char path[4096];                                     \
    if (!path_of(fd, path, sizeof path)) return really(fd); \
    record('S', path, 0, NULL, 0);                       \
    if (!fails("fsync")) return really(fd);              \
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

#define CUTTER(name, offset_type)                                      \
  int name(int fd, offset_type length) {                               \
    int (*really)(int, offset_type) = dlsym(RTLD_NEXT, #name);         \
    char path[4096];                                                   \
    if (path_of(fd, path, sizeof path)) record('T', path, length, NULL, 0); \
    return really(fd, length);                                         \
  }
CUTTER(ftruncate, off_t)
CUTTER(ftruncate64, off64_t)

int unlink(const char *path) {
  int (*really)(const char *) = dlsym(RTLD_NEXT, "unlink");
  if (begins(path)) record('U', path, 0, NULL, 0);
  return really(path);
}

/* What is said was said before the call returns, and after all that was done until then. */
ssize_t write(int fd, const void *bytes, size_t length) {
  ssize_t (*really)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
  if (fd == 1) record('A', NULL, 0, bytes, (uint32_t)length);
  return really(fd, bytes, length);
}
