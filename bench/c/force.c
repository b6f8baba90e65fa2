// What the disk itself takes: how long one force (fdatasync) of 4 KiB lasts, into a file that was written and forced
// before at its full size, at once after the one before and after a pause, and into one that grows with each write.
// Usage: force DIR [FORCES] (default 1000; ends after 5 s for each file too). Prints one line of JSON.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BLOCK_BYTES 4096
#define FORCES_MAX 100000
#define NANOS_MAX 5000000000ull
#define PAUSE_NANOS 100000 // about what a message's way from receipt to the next force takes

static uint64_t took[FORCES_MAX]; // nanoseconds
static char block[BLOCK_BYTES];

static void die(const char *what) { perror(what); exit(1); }

static uint64_t nanos(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static void write_block(int fd, long at) {
    if (pwrite(fd, block, BLOCK_BYTES, at * BLOCK_BYTES) != BLOCK_BYTES) die("force: write");
}

static int by_length(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static void measure(const char *name, int fd, int forces, long pause_nanos) {
    struct timespec pause = {0, pause_nanos};
    int done = 0;
    for (uint64_t end = nanos() + NANOS_MAX, begin; done < forces && (begin = nanos()) < end; done++) {
        if (pause_nanos) {
            nanosleep(&pause, NULL);
            begin = nanos();
        }
        write_block(fd, done);
        if (fdatasync(fd)) die("force: fdatasync");
        took[done] = nanos() - begin;
    }
    qsort(took, done, sizeof *took, by_length);
    printf("\"%s\":{\"forces\":%d,\"p50_us\":%.1f,\"p99_us\":%.1f}", name, done,
           took[done / 2] / 1e3, took[done * 99L / 100] / 1e3);
}

static int new_file(const char *path) {
    int fd = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) die(path);
    return fd;
}

int main(int argc, char **argv) {
    int forces = argc == 3 ? atoi(argv[2]) : 1000;
    if (argc < 2 || argc > 3 || forces < 1 || forces > FORCES_MAX)
        return fprintf(stderr, "usage: force DIR [FORCES], at most %d\n", FORCES_MAX), 2;
    if (chdir(argv[1])) die(argv[1]);
    memset(block, 'x', sizeof block);
    int prewritten = new_file("force.prewritten"), growing = new_file("force.growing");
    for (long i = 0; i < forces; i++) write_block(prewritten, i);
    if (fsync(prewritten)) die("force: fsync");
    putchar('{');
    measure("prewritten", prewritten, forces, 0);
    putchar(',');
    measure("paused", prewritten, forces, PAUSE_NANOS);
    putchar(',');
    measure("growing", growing, forces, 0);
    puts("}");
    unlink("force.prewritten");
    unlink("force.growing");
}
