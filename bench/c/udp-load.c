// A load of datagrams of BYTES bytes of log text, each different, at a fixed RATE a second: what is due is sent every
// 100 µs, so that bursts stay small. When it was kept from sending for more than 5 ms, all the rest is sent that much
// later, and nothing is made up for in one burst. Where it may, it takes precedence over all other processes, since a real
// sender does not wait for the server's processor.
//
// Usage: udp-load [-m] [-5] [-w WARMUP] [-n DATAGRAMS] HOST PORT BYTES RATE SECONDS
// It warms up for WARMUP seconds (1) at the same rate, and then counts. Neither phase sends more than DATAGRAMS. -5 and -m
// as in log-load. Prints one line of JSON; "sent" is of both phases, "late_us" of the latest burst that was counted;
// "rate" is what was reached.
// Exit 0; 1 when nobody listens; 2 for bad usage.
#include "load.h"
#include "log-text.h"

#include <sched.h>
#include <sys/prctl.h>

#define BURST_NANOS 100000
#define BURST_MAX 64 // in one call
#define LATE_NANOS_MAX 5000000

static int fd;
static uint64_t sent, late_nanos;

static void connect_to(const char *host, const char *port) {
    struct addrinfo *address, hints = {.ai_family = AF_INET, .ai_socktype = SOCK_DGRAM};
    int error = getaddrinfo(host, port, &hints, &address);
    if (error) fail("%s:%s: %s", host, port, gai_strerror(error));
    fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, address->ai_addr, address->ai_addrlen)) fail("%s:%s: %s", host, port, strerror(errno));
    freeaddrinfo(address);
}

static void send_burst(int count) {
    static char bytes[BURST_MAX * TEXT_BYTES_MAX];
    static struct mmsghdr headers[BURST_MAX];
    static struct iovec pieces[BURST_MAX];
    for (int i = 0; i < count; i++) {
        put_text(bytes + i * text_bytes, sent + i);
        pieces[i] = (struct iovec){bytes + i * text_bytes, text_bytes};
        headers[i].msg_hdr = (struct msghdr){.msg_iov = &pieces[i], .msg_iovlen = 1};
    }
    for (int done = 0; done < count;) {
        int n = sendmmsg(fd, headers + done, count - done, 0);
        if (n < 0) fail("send: %s", strerror(errno));
        done += n;
    }
    sent += count;
}

static void wait_until(uint64_t when) {
    struct timespec at = {.tv_sec = when / 1000000000, .tv_nsec = when % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, NULL)) {}
}

static void load(double rate, double seconds, uint64_t most) {
    uint64_t start = nanos(), total = rate * seconds, done = 0, next = start;
    if (total > most) total = most;
    late_nanos = 0;
    while (done < total) {
        uint64_t now = nanos(), late = now > next ? now - next : 0;
        if (late > late_nanos) late_nanos = late;
        if (late > LATE_NANOS_MAX) start += late, next = now;
        uint64_t due = (now - start) * rate / 1e9 + 1;
        if (due > total) due = total;
        while (done < due) {
            int burst = due - done < BURST_MAX ? due - done : BURST_MAX;
            send_burst(burst);
            done += burst;
        }
        next += BURST_NANOS;
        if (next > nanos()) wait_until(next);
    }
}

static int usage(void) {
    fprintf(stderr, "usage: udp-load [-m] [-5] [-w WARMUP] [-n DATAGRAMS] HOST PORT BYTES RATE SECONDS\n");
    return 2;
}

int main(int argc, char **argv) {
    bool marks = false, rfc5424 = false;
    double warmup = 1;
    uint64_t most = 3000000;
    for (int option; (option = getopt(argc, argv, "+m5w:n:")) != -1;) {
        if (option == 'm') marks = true;
        else if (option == '5') rfc5424 = true;
        else if (option == 'w') warmup = atof(optarg);
        else if (option == 'n') most = strtoull(optarg, NULL, 10);
        else return usage();
    }
    if (argc - optind != 5 || most == 0) return usage();
    char **argument = argv + optind;
    text_bytes = atol(argument[2]);
    double rate = atof(argument[3]), seconds = atof(argument[4]);
    if (text_bytes < TEXT_BYTES_MIN || text_bytes > TEXT_BYTES_MAX || rate < 1 || rate > 1e7 || seconds <= 0) return usage();
    make_texts(text_bytes, rfc5424);
    prctl(PR_SET_TIMERSLACK, 1);
    struct sched_param least = {.sched_priority = 1};
    sched_setscheduler(0, SCHED_RR, &least); // without the right to, it goes on with the rest
    connect_to(argument[0], argument[1]);
    if (warmup > 0) load(rate, warmup, most);
    if (marks) mark("start");
    double cpu = cpu_seconds();
    uint64_t start = nanos(), before = sent;
    load(rate, seconds, most);
    double elapsed = (nanos() - start) / 1e9, busy = (cpu_seconds() - cpu) / elapsed;
    uint64_t counted = sent - before;
    if (marks) mark("end");
    printf("{\"messages\":%ju,\"sent\":%ju,\"seconds\":%.4f,\"rate\":%.1f,\"late_us\":%.1f,\"busy\":%.3f}\n",
           (uintmax_t)counted, (uintmax_t)sent, elapsed, counted / elapsed, late_nanos / 1e3, busy);
}
