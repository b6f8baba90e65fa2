// What every load generator here needs: clocks, a histogram of round trips, a connection, marks for the caller.
#define _GNU_SOURCE // so it comes before all other headers: program_invocation_short_name
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define CONNECT_SECONDS 30

static void fail(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s: ", program_invocation_short_name);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    exit(1);
}

static uint64_t nanos(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ull + t.tv_nsec;
}

static double cpu_seconds(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static uint32_t histogram[64 * 64]; // 64 steps for each power of two nanoseconds: 1.6 % wide

static void record(uint64_t elapsed) {
    int power = 63 - __builtin_clzll(elapsed | 64);
    histogram[(power - 6) * 64 + (elapsed >> (power - 6)) % 64]++;
}

static double percentile_micros(double part) {
    uint64_t total = 0, seen = 0;
    for (int i = 0; i < 64 * 58; i++) total += histogram[i];
    for (int i = 0; i < 64 * 58; i++)
        if (total && (seen += histogram[i]) >= part * total) return ldexp(64.5 + i % 64, i / 64) / 1000;
    return 0;
}

// A connected socket that does not block, or -1 and errno. EINPROGRESS: nobody answered for CONNECT_SECONDS.
static int dial(const char *host, const char *port) {
    struct addrinfo *address, hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    int error = getaddrinfo(host, port, &hints, &address);
    if (error) fail("%s:%s: %s", host, port, gai_strerror(error));
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval limit = {.tv_sec = CONNECT_SECONDS};
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
    bool connected = fd >= 0 && !connect(fd, address->ai_addr, address->ai_addrlen);
    freeaddrinfo(address);
    if (!connected) return -1;
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

// Lets the caller look at the server while nothing is sent and all connections still stand.
static void mark(const char *name) {
    char line[16];
    fprintf(stderr, "%s\n", name);
    if (!fgets(line, sizeof line, stdin)) fail("nobody answered the mark %s", name);
}
