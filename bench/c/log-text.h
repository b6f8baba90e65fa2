// Lines as a site's programs log them, all of one length: words, addresses and numbers that repeat as they do in logs, and
// in each a number of its own in eight hexadecimal digits, so that no two lines are the same. After load.h.
#define TEXTS 65536
#define TEXT_BYTES_MIN 100
#define TEXT_BYTES_MAX 8192
#define VOCABULARY 4096
#define HOSTS 50
#define LINE_BYTES_MAX 512 // before words are added

static char *texts, words[VOCABULARY][16];
static uint16_t number_at[TEXTS];
static long text_bytes;
static uint32_t dice = 2463534242u;

static uint32_t any(uint32_t below) {
    dice ^= dice << 13, dice ^= dice >> 17, dice ^= dice << 5;
    return dice % below;
}

// Some words are much more frequent than others.
static const char *word(void) {
    double part = any(1 << 20) / (double)(1 << 20);
    return words[(int)(part * part * part * VOCABULARY)];
}

static void make_words(void) {
    static const char *const syllables[] = {"ra", "con", "ti", "mel", "su", "vor", "ne", "lis", "pa", "dor", "che", "un"};
    for (int i = 0; i < VOCABULARY; i++)
        for (int rest = i + 12; rest > 0; rest /= 12) strcat(words[i], syllables[rest % 12]);
}

static int head(char *to, bool rfc5424, const char *now) {
    static const char *const apps[] = {"sshd", "nginx", "postfix", "cron", "kernel", "dhcpd", "named", "backup"};
    static const int severities[] = {6, 6, 6, 6, 6, 6, 6, 5, 5, 4, 3, 7};
    int priority = (2 + any(10)) * 8 + severities[any(12)]; // two digits: what servers leave out is as long in each line
    const char *app = apps[any(8)];
    int host = any(HOSTS), process = 1000 + any(400);
    return rfc5424 ? sprintf(to, "<%d>1 %s host%02d.example %s %d MSG%02d - ", priority, now, host, app, process, any(40))
                   : sprintf(to, "<%d>%s host%02d %s[%d]: ", priority, now, host, app, process);
}

static int body(char *to) {
    int address = any(256), port = 1024 + any(60000);
    switch (any(4)) {
        case 0: return sprintf(to, "accepted key for %s from 10.4.%d.%d port %d ", word(), any(16), address, port);
        case 1: return sprintf(to, "GET /%s/%s from 10.7.%d.%d status=%d time=0.%03d ", word(), word(), any(16), address,
                               any(20) ? 200 : 404, any(1000));
        case 2: return sprintf(to, "connection to %s:%d refused, retry in %d s ", word(), port, any(60));
        default: return sprintf(to, "queue %s: %d waiting, %d done ", word(), any(100), any(10000));
    }
}

static void make_texts(long bytes, bool rfc5424) {
    char line[TEXT_BYTES_MAX + LINE_BYTES_MAX], now[64];
    time_t seconds = time(NULL);
    struct tm calendar;
    strftime(now, sizeof now, rfc5424 ? "%Y-%m-%dT%H:%M:%S.123456Z" : "%b %e %H:%M:%S", gmtime_r(&seconds, &calendar));
    text_bytes = bytes;
    make_words();
    if (!(texts = malloc(TEXTS * bytes))) fail("out of memory");
    for (int i = 0; i < TEXTS; i++) {
        int n = head(line, rfc5424, now);
        n += sprintf(line + n, "id=");
        number_at[i] = n;
        n += sprintf(line + n, "00000000 ");
        n += body(line + n);
        while (n < bytes) n += sprintf(line + n, "%s ", word());
        line[bytes - 1] = '.';
        memcpy(texts + i * bytes, line, bytes);
    }
}

static void put_text(char *to, uint64_t number) {
    memcpy(to, texts + number % TEXTS * text_bytes, text_bytes);
    char *digit = to + number_at[number % TEXTS];
    for (int shift = 28; shift >= 0; shift -= 4) *digit++ = "0123456789abcdef"[number >> shift & 15];
}
