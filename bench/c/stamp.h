// The stamp before an echo: `[Sat Nov 21 04:26:54 2026] `. After load.h.
#define STAMP_BYTES 27
#define STAMP_SECONDS_MAX 60

// The same stamp comes many times a second, so the last good one is remembered.
static bool good_stamp(const char *stamp) {
    static char last[STAMP_BYTES];
    if (!memcmp(stamp, last, STAMP_BYTES)) return true;
    char text[STAMP_BYTES + 1] = "";
    struct tm parts = {.tm_isdst = -1};
    memcpy(text, stamp, STAMP_BYTES);
    const char *end = strptime(text, "[%a %b %e %T %Y] ", &parts);
    if (!end || end != text + STAMP_BYTES || labs((long)(mktime(&parts) - time(NULL))) > STAMP_SECONDS_MAX) return false;
    memcpy(last, stamp, STAMP_BYTES);
    return true;
}
