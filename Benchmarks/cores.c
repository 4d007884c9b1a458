// Preloaded into a program on Linux (LD_PRELOAD), it makes that see as many cores as PRUNEBENCH_CORES says, wherever it
// asks: the thread pool of libdispatch then has as many threads, and `--jobs` is limited to as many.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static int cores(void) {
  const char *text = getenv("PRUNEBENCH_CORES");
  return text ? atoi(text) : 1;
}

int pthread_getaffinity_np(pthread_t thread, size_t size, cpu_set_t *set) {
  (void)thread;
  CPU_ZERO_S(size, set);
  for (int core = 0; core < cores(); core++) CPU_SET_S(core, size, set);
  return 0;
}

long sysconf(int name) {
  if (name == _SC_NPROCESSORS_ONLN || name == _SC_NPROCESSORS_CONF) return cores();
  long (*next)(int) = (long (*)(int))dlsym(RTLD_NEXT, "sysconf");
  return next(name);
}

// The part of /proc/self/status that says where the process may run.
static int status(void) {
  int file = memfd_create("status", MFD_CLOEXEC);
  char text[64];
  int length = snprintf(text, sizeof text, "Cpus_allowed_list:\t0-%d\n", cores() - 1);
  if (file < 0 || write(file, text, (size_t)length) != length) return -1;
  lseek(file, 0, SEEK_SET);
  return file;
}

#define OPEN(NAME)                                                      \
  int NAME(const char *path, int flags, ...) {                          \
    if (!strcmp(path, "/proc/self/status")) return status();            \
    va_list rest;                                                       \
    va_start(rest, flags);                                              \
    mode_t mode = va_arg(rest, mode_t);                                 \
    va_end(rest);                                                       \
    int (*next)(const char *, int, ...) =                               \
        (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #NAME);       \
    return next(path, flags, mode);                                     \
  }
OPEN(open)
OPEN(open64)
