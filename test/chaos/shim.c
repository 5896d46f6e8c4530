/*
 * Preloaded into a process that keeps files under SHIM_ROOT. Of each of them it keeps a copy under SHIM_KEEP as of the file's last
 * fsync or fdatasync: what survives when the power goes. Names are taken as durable at once, contents only when they were synced.
 * SHIM_DELAY_MS makes every sync that much slower.
 *
 * It sees what is written by write, pwrite and writev; a file that was written otherwise is copied whole.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))

struct range { off_t from, to; };
struct file { char path[PATH_MAX]; struct range *ranges; size_t count, room; struct file *next; };

static struct file *files;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static int is_kept(const char *path) {
  const char *root = getenv("SHIM_ROOT");
  size_t length = root ? strlen(root) : 0;
  return length > 0 && getenv("SHIM_KEEP") && strncmp(path, root, length) == 0 && path[length] == '/';
}

/* The path behind a descriptor; 0 where it is none of ours. */
static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_kept(path);
}

/* SHIM_KEEP/name, with % for every slash. */
static void copy_of(const char *path, char *copy) {
  const char *keep = getenv("SHIM_KEEP");
  int length = snprintf(copy, PATH_MAX, "%s/", keep);
  snprintf(copy + length, PATH_MAX - length, "%s", path + strlen(getenv("SHIM_ROOT")) + 1);
  for (char *at = copy + length; *at; at++) if (*at == '/') *at = '%';
}

static struct file *find(const char *path, int makes) {
  for (struct file *file = files; file; file = file->next) if (strcmp(file->path, path) == 0) return file;
  if (!makes) return NULL;
  struct file *file = calloc(1, sizeof *file);
  strcpy(file->path, path);
  file->next = files;
  return files = file;
}

static void forget(const char *path) {
  for (struct file **at = &files; *at; at = &(*at)->next) {
    if (strcmp((*at)->path, path) != 0) continue;
    struct file *gone = *at;
    *at = gone->next;
    free(gone->ranges);
    free(gone);
    return;
  }
}

static void note(int fd, off_t from, ssize_t length) {
  char path[PATH_MAX];
  int before = errno;
  if (length > 0 && path_of(fd, path)) {
    pthread_mutex_lock(&lock);
    struct file *file = find(path, 1);
    struct range *last = file->count ? &file->ranges[file->count - 1] : NULL;
    if (last && last->to == from) last->to = from + length;
    else {
      if (file->count == file->room) {
        file->room = file->room ? file->room * 2 : 16;
        file->ranges = realloc(file->ranges, file->room * sizeof *file->ranges);
      }
      file->ranges[file->count++] = (struct range){ from, from + length };
    }
    pthread_mutex_unlock(&lock);
  }
  errno = before;
}

static void copy_range(int from, int to, off_t at, off_t end) {
  static char buffer[1 << 16];
  while (at < end) {
    size_t want = end - at < (off_t)sizeof buffer ? (size_t)(end - at) : sizeof buffer;
    ssize_t got = pread(from, buffer, want, at);
    if (got <= 0 || REAL(pwrite)(to, buffer, got, at) != got) return;
    at += got;
  }
}

static void keep(int fd) {
  char path[PATH_MAX], copy[PATH_MAX];
  struct stat now;
  if (!path_of(fd, path) || fstat(fd, &now) != 0 || !S_ISREG(now.st_mode)) return;
  copy_of(path, copy);
  pthread_mutex_lock(&lock);
  /* It may be open for writing only. */
  int from = open(path, O_RDONLY | O_CLOEXEC), to = open(copy, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  struct file *file = find(path, 0);
  if (from >= 0 && to >= 0) {
    if (file == NULL) copy_range(from, to, 0, now.st_size);
    for (size_t at = 0; file && at < file->count; at++) copy_range(from, to, file->ranges[at].from, file->ranges[at].to);
    if (ftruncate(to, now.st_size) != 0) perror("shim");
  }
  if (file) file->count = 0;
  if (from >= 0) close(from);
  if (to >= 0) close(to);
  pthread_mutex_unlock(&lock);
}

static void wait_a_little(void) {
  const char *delay = getenv("SHIM_DELAY_MS");
  if (delay) usleep(atoi(delay) * 1000);
}

ssize_t write(int fd, const void *data, size_t length) {
  ssize_t wrote = REAL(write)(fd, data, length);
  if (fd > 2 && wrote > 0) {
    off_t end = lseek(fd, 0, SEEK_CUR);
    if (end >= wrote) note(fd, end - wrote, wrote);
  }
  return wrote;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  ssize_t wrote = REAL(writev)(fd, parts, count);
  if (fd > 2 && wrote > 0) {
    off_t end = lseek(fd, 0, SEEK_CUR);
    if (end >= wrote) note(fd, end - wrote, wrote);
  }
  return wrote;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) {
  ssize_t wrote = REAL(pwrite)(fd, data, length, at);
  note(fd, at, wrote);
  return wrote;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
  ssize_t wrote = REAL(pwrite64)(fd, data, length, at);
  note(fd, at, wrote);
  return wrote;
}

int fsync(int fd) {
  char path[PATH_MAX];
  if (path_of(fd, path)) wait_a_little();
  int result = REAL(fsync)(fd);
  if (result == 0) keep(fd);
  return result;
}

int fdatasync(int fd) {
  char path[PATH_MAX];
  if (path_of(fd, path)) wait_a_little();
  int result = REAL(fdatasync)(fd);
  if (result == 0) keep(fd);
  return result;
}

int rename(const char *from, const char *to) {
  char old[PATH_MAX], fresh[PATH_MAX], a[PATH_MAX], b[PATH_MAX];
  int result = REAL(rename)(from, to);
  /* Both were given relative to a folder perhaps; the new name stands now, and the old one stood beside a folder that still does. */
  if (result != 0 || realpath(to, fresh) == NULL || !is_kept(fresh)) return result;
  snprintf(a, sizeof a, "%s", from);
  char *slash = strrchr(a, '/');
  const char *name = slash ? slash + 1 : from;
  if (slash) *slash = 0;
  if (realpath(slash ? a : ".", b) == NULL) return result;
  snprintf(old, sizeof old, "%s/%s", b, name);
  pthread_mutex_lock(&lock);
  copy_of(old, a);
  copy_of(fresh, b);
  if (REAL(rename)(a, b) != 0) REAL(unlink)(b);
  forget(fresh);
  struct file *file = find(old, 0);
  if (file) strcpy(file->path, fresh);
  pthread_mutex_unlock(&lock);
  return result;
}

int unlink(const char *path) {
  char full[PATH_MAX], copy[PATH_MAX];
  int is_ours = realpath(path, full) != NULL && is_kept(full);
  int result = REAL(unlink)(path);
  if (result == 0 && is_ours) {
    pthread_mutex_lock(&lock);
    copy_of(full, copy);
    REAL(unlink)(copy);
    forget(full);
    pthread_mutex_unlock(&lock);
  }
  return result;
}
