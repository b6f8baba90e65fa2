// What a load needs where servers answer: a connection, and a histogram of round trips. After load.h.
#include <math.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

#define CONNECT_SECONDS 30

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
