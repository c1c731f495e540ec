/* SPDX-License-Identifier: MIT */
/*
 * The command line, read with getopt_long. The first word may be a command; without one, the
 * inputs are built. An input that is named like a command is given as ./convert.
 */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data.h"
#include "output.h"
#include "util/util.h"
#include "version.h"

static const char help[] = N_(
    "usage: briefgen INPUT... -o OUT.pdf [--style NAME|FILE] [--title T] [--issue N]\n"
    "                [--date YYYY-MM-DD] [--week YYYY-Www]\n"
    "       briefgen watch INPUT... -o OUT.pdf  the same again after every change, until Ctrl-C\n"
    "       briefgen serve INPUT...             the pages in the browser, with what is wrong\n"
    "       briefgen convert INPUT... -o DIR    the articles as XML, to be corrected\n"
    "       briefgen figures INPUT... [-o FILE] [--format text|csv|json|xml] [--bom]\n"
    "                [--against FILE]           all key figures, or what changed since FILE\n"
    "       briefgen check FILE...              sheets, articles, manifests, lists, jobs: all "
    "faults\n"
    "       briefgen batch JOBS.xml [--resume FILE] [--week W]  many briefings, a process each\n"
    "       briefgen verify FILE.pdf...         what a file claims and holds; builds it again\n"
    "       briefgen fonts [--style NAME|FILE]  what each font role resolves to here\n"
    "\n"
    "INPUT is a page of newspaper text (.txt, .md, .html, .docx, or NITF as .xml), an article\n"
    "that convert wrote (.xml), or a folder of them.\n"
    "\n"
    "  -o, --output FILE   the PDF, the folder for convert, or the file for figures; in the name\n"
    "                      %Y %m %d %G %V stand for the issue's date, %N for its number\n"
    "      --style S       a sheet of styles/, by name, or any sheet by its file (weekly)\n"
    "      --title T       name of the briefing; else the manifest's, else the sheet's\n"
    "      --issue N       issue number; auto: by the manifest's calendar, or from --state\n"
    "      --state FILE    the issues that were made; one is added when its PDF is in place\n"
    "      --supplement    a supplement (增刊), which is counted apart\n"
    "      --date D        date of the issue as YYYY-MM-DD; else the last day asked for, else the\n"
    "                      manifest's, else SOURCE_DATE_EPOCH, else the latest of an article\n"
    "      --week W        only articles of this week, Monday to Sunday, as 2024-W52\n"
    "      --since D       only articles from this day on, and those without a date\n"
    "      --until D       only articles up to this day, and those without a date\n"
    "      --pdf KIND      a-2a: PDF/A-2a and PDF/UA-1 at once (this); a-3a: the same, with the\n"
    "                      articles as XML and the figures as CSV attached; plain: no claim\n"
    "      --linear        a PDF whose first page a browser shows before it has the rest\n"
    "      --report FILE   what was read and what became of every character, as JSON\n"
    "      --strict        warnings fail the build\n"
    "      --review        convert: pages in HTML too, source and articles side by side\n"
    "      --overwrite     convert: replace files that were corrected by hand as well\n"
    "      --format F      figures: text, csv, json or xml (text)\n"
    "      --bom           figures: CSV as Excel wants it, with a BOM, and no cell a formula\n"
    "      --against FILE  figures: what is new, changed or gone since an export as JSON\n"
    "      --resume FILE   batch: jobs that FILE says are done are not done again; it is kept up\n"
    "      --only NAME     batch: this job alone\n"
    "      --list          batch: the names of the jobs, a line each; nothing is built\n"
    "      --port N        serve: any that is free, unless given\n"
    "      --address A     serve: 127.0.0.1, this machine alone, unless given\n"
    "      --jobs N        threads, for batch processes (as many as processors)\n"
    "      --time-limit S  processor time of a run in seconds (600; watch and serve: none)\n"
    "      --memory-limit M  memory of a run in megabytes (8000)\n"
    "      --article-limit N  articles of an issue (50000)\n"
    "      --page-limit N  pages of a briefing (20000)\n"
    "      --cache DIR     what builds leave for the next one; safe to delete, 128 MB at most\n"
    "      --dump STAGE    stop after acquire, article, digest, glyph, line or page and print it\n"
    "      --color WHEN    auto, always or never\n"
    "      --log FORM      text, json (an object a line) or journal (for systemd); with any of\n"
    "                      them the last line is a summary for monitors\n"
    "  -q, --quiet         nothing is said unless the run fails\n"
    "  -v, --verbose       what the sandbox holds; time and size of every stage\n"
    "  -h, --help          this text\n"
    "      --version       the version\n"
    "\n"
    "Exit status: 0 built; 1 the input or a style is at fault; 2 usage, or the machine (no space,\n"
    "no font, no permission). On 1 and 2 an older output file is left as it was.\n"
    "\n"
    "Manuals: man briefgen, and for a command man briefgen-convert, briefgen-batch and so on.\n");

/* A hundred weeks in one issue, 5,000 pages, take 450 MB. A few times that is a folder too many, or
 * a page made to use up the machine. */
enum {
    TIME_LIMIT = 600,    /* s: a hundred times what the largest issue took */
    MEMORY_LIMIT = 8000, /* MB */
    LEAST_MEMORY = 64,   /* MB: libraries alone need a part of it */
    ARTICLE_LIMIT = 50000,
    PAGE_LIMIT = 20000,
    MOST_COUNTED = 1000000 /* what the last three can be */
};

enum long_option {
    OPTION_STYLE = 256,
    OPTION_TITLE,
    OPTION_ISSUE,
    OPTION_STATE,
    OPTION_SUPPLEMENT,
    OPTION_PDF,
    OPTION_LINEAR,
    OPTION_DATE,
    OPTION_SINCE,
    OPTION_UNTIL,
    OPTION_WEEK,
    OPTION_REPORT,
    OPTION_STRICT,
    OPTION_REVIEW,
    OPTION_OVERWRITE,
    OPTION_FORMAT,
    OPTION_BOM,
    OPTION_AGAINST,
    OPTION_RESUME,
    OPTION_ONLY,
    OPTION_LIST,
    OPTION_ADDRESS,
    OPTION_PORT,
    OPTION_JOBS,
    OPTION_CACHE,
    OPTION_TIME_LIMIT,
    OPTION_MEMORY_LIMIT,
    OPTION_ARTICLE_LIMIT,
    OPTION_PAGE_LIMIT,
    OPTION_DUMP,
    OPTION_COLOR,
    OPTION_LOG,
    OPTION_VERSION
};

static const struct option long_options[] = {
    {"output", required_argument, NULL, 'o'},
    {"style", required_argument, NULL, OPTION_STYLE},
    {"title", required_argument, NULL, OPTION_TITLE},
    {"issue", required_argument, NULL, OPTION_ISSUE},
    {"state", required_argument, NULL, OPTION_STATE},
    {"supplement", no_argument, NULL, OPTION_SUPPLEMENT},
    {"date", required_argument, NULL, OPTION_DATE},
    {"since", required_argument, NULL, OPTION_SINCE},
    {"until", required_argument, NULL, OPTION_UNTIL},
    {"week", required_argument, NULL, OPTION_WEEK},
    {"pdf", required_argument, NULL, OPTION_PDF},
    {"linear", no_argument, NULL, OPTION_LINEAR},
    {"report", required_argument, NULL, OPTION_REPORT},
    {"strict", no_argument, NULL, OPTION_STRICT},
    {"review", no_argument, NULL, OPTION_REVIEW},
    {"overwrite", no_argument, NULL, OPTION_OVERWRITE},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"bom", no_argument, NULL, OPTION_BOM},
    {"against", required_argument, NULL, OPTION_AGAINST},
    {"resume", required_argument, NULL, OPTION_RESUME},
    {"only", required_argument, NULL, OPTION_ONLY},
    {"list", no_argument, NULL, OPTION_LIST},
    {"address", required_argument, NULL, OPTION_ADDRESS},
    {"port", required_argument, NULL, OPTION_PORT},
    {"jobs", required_argument, NULL, OPTION_JOBS},
    {"cache", required_argument, NULL, OPTION_CACHE},
    {"time-limit", required_argument, NULL, OPTION_TIME_LIMIT},
    {"memory-limit", required_argument, NULL, OPTION_MEMORY_LIMIT},
    {"article-limit", required_argument, NULL, OPTION_ARTICLE_LIMIT},
    {"page-limit", required_argument, NULL, OPTION_PAGE_LIMIT},
    {"dump", required_argument, NULL, OPTION_DUMP},
    {"color", required_argument, NULL, OPTION_COLOR},
    {"log", required_argument, NULL, OPTION_LOG},
    {"quiet", no_argument, NULL, 'q'},
    {"verbose", no_argument, NULL, 'v'},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

static const struct {
    const char *name;
    enum command command;
} commands[] = {{"watch", COMMAND_WATCH},     {"serve", COMMAND_SERVE},
                {"convert", COMMAND_CONVERT}, {"figures", COMMAND_FIGURES},
                {"check", COMMAND_CHECK},     {"verify", COMMAND_VERIFY},
                {"fonts", COMMAND_FONTS},     {"batch", COMMAND_BATCH}};

/* Sets of commands. */
enum {
    BUILD = 1 << COMMAND_BUILD,
    WATCH = 1 << COMMAND_WATCH,
    SERVE = 1 << COMMAND_SERVE,
    CONVERT = 1 << COMMAND_CONVERT,
    FIGURES = 1 << COMMAND_FIGURES,
    CHECK = 1 << COMMAND_CHECK,
    VERIFY = 1 << COMMAND_VERIFY,
    FONTS = 1 << COMMAND_FONTS,
    BATCH = 1 << COMMAND_BATCH,
    PAGED = BUILD | WATCH | SERVE,
    OF_AN_ISSUE = PAGED | CONVERT | FIGURES, /* its number and date may also name what they write */
    ONCE = BUILD | CONVERT | FIGURES | BATCH,
    EVERY = OF_AN_ISSUE | CHECK | VERIFY | FONTS | BATCH
};

/* The commands that an option says something to, where these are not all. */
static const struct {
    int option;
    unsigned commands;
} scopes[] = {
    {'o', BUILD | WATCH | CONVERT | FIGURES},
    {OPTION_STYLE, PAGED | VERIFY | FONTS},
    {OPTION_TITLE, OF_AN_ISSUE},
    {OPTION_ISSUE, OF_AN_ISSUE},
    {OPTION_STATE, OF_AN_ISSUE},
    {OPTION_SUPPLEMENT, OF_AN_ISSUE},
    {OPTION_DATE, OF_AN_ISSUE | BATCH},
    {OPTION_SINCE, OF_AN_ISSUE | BATCH},
    {OPTION_UNTIL, OF_AN_ISSUE | BATCH},
    {OPTION_WEEK, OF_AN_ISSUE | BATCH},
    {OPTION_PDF, PAGED},
    {OPTION_LINEAR, PAGED},
    {OPTION_REPORT, EVERY & ~BATCH},
    {OPTION_REVIEW, CONVERT},
    {OPTION_OVERWRITE, CONVERT},
    {OPTION_FORMAT, FIGURES},
    {OPTION_BOM, FIGURES},
    {OPTION_AGAINST, FIGURES},
    {OPTION_RESUME, BATCH},
    {OPTION_ONLY, BATCH},
    {OPTION_LIST, BATCH},
    {OPTION_ADDRESS, SERVE},
    {OPTION_PORT, SERVE},
    {OPTION_CACHE, ONCE}, /* watch and serve keep in memory what they made */
    {OPTION_DUMP, BUILD},
};

static void log_complaint(const char *complaint, const char *word)
{
    struct buf b = {0};
    buf_addf(&b, "%s%s%s", complaint, word ? " " : "", word ? word : "");
    log_message(stderr, ERROR, (struct pos){0}, b.text);
    buf_release(&b);
}

NORETURN static void usage(const char *complaint, const char *word)
{
    if (log_form() == LOG_TEXT)
        fprintf(stderr, _("briefgen: %s%s%s\nTry 'briefgen --help'.\n"), complaint, word ? " " : "",
                word ? word : "");
    else
        log_complaint(complaint, word);
    log_end_by_machine();
    exit(2);
}

NORETURN static void print_and_end(const char *text)
{
    if (fputs(text, stdout) < 0 || fflush(stdout))
        die("cannot write to standard output: %s", strerror(errno));
    exit(0);
}

/* The place of word in a list of names, or a usage error. */
static int choice(const char *word, const char *const *names, size_t count, const char *complaint)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(word, names[i]))
            return (int)i;
    usage(complaint, word);
}

static int number(const char *word, long least, long most, const char *complaint)
{
    char *end;
    long n = strtol(word, &end, 10);
    if (*end || end == word || n < least || n > most)
        usage(complaint, word);
    return (int)n;
}

/* A text to be printed: whole characters, and none that controls. */
static const char *printable(const char *word)
{
    size_t len = strlen(word);
    bool good = utf8_valid(word, len) == len;
    for (const char *p = word; *p; p++)
        good &= (unsigned char)*p >= 0x20 && *p != 0x7F;
    if (!good)
        usage(_("--title and --issue take text in UTF-8 without control characters"), NULL);
    return word;
}

static enum dump dump_stage(const char *word)
{
    static const char *const stages[] = {"acquire", "article", "digest", "glyph", "line", "page"};
    return (enum dump)(DUMP_ACQUIRE + choice(word, stages, COUNT(stages),
                                             _("--dump takes acquire, article, digest, glyph, line "
                                               "or page, not")));
}

static enum export_format format_named(const char *word)
{
    static const char *const names[] = {"text", "csv", "json", "xml"};
    return (enum export_format)(EXPORT_TEXT + choice(word, names, COUNT(names),
                                                     _("--format takes text, csv, json or xml, "
                                                       "not")));
}

static enum pdf_claim claim_named(const char *word)
{
    static const char *const names[] = {"a-2a", "a-3a", "plain"};
    return (enum pdf_claim)choice(word, names, COUNT(names),
                                  _("--pdf takes a-2a, a-3a or plain, not"));
}

static bool color_wanted(const char *word)
{
    static const char *const names[] = {"auto", "always", "never"};
    int n = choice(word, names, COUNT(names), _("--color takes auto, always or never, not"));
    return n == 1 || (n == 0 && isatty(STDERR_FILENO));
}

static const char *day(const char *word, const char *complaint)
{
    int number;
    if (!day_read(word, &number))
        usage(complaint, word);
    return word;
}

/* The name of an output, whose fields are known. */
static const char *output(const char *word)
{
    const char *bad = output_bad_field(word);
    if (!strcmp(word, "-"))
        usage(_("what is made replaces a file when it is whole; give the file's name, not"), word);
    if (bad)
        usage(_("a name has the fields %Y %m %d %G %V %N, and %% for a per cent sign, not"), bad);
    return word;
}

/* A week is the days from its Monday to its Sunday. */
static void read_week(struct arena *a, struct options *o)
{
    int monday;
    if (o->since || o->until)
        usage(_("--week says --since and --until already"), NULL);
    if (!week_read(o->week, &monday))
        usage(_("--week takes a week of the year as 2024-W52, not"), o->week);
    o->since = day_text(a, monday);
    o->until = day_text(a, monday + 6);
}

/* An option that says something of the issue or its PDF; false if it is none. */
static bool read_issue_option(struct options *o, int option)
{
    switch (option) {
    case OPTION_TITLE:
        o->title = printable(optarg);
        break;
    case OPTION_ISSUE:
        o->count_issue = !strcmp(optarg, "auto");
        o->issue = o->count_issue ? NULL : printable(optarg);
        break;
    case OPTION_STATE:
        o->state = optarg;
        break;
    case OPTION_SUPPLEMENT:
        o->supplement = true;
        break;
    case OPTION_DATE:
        o->date = day(optarg, _("--date takes a day as YYYY-MM-DD, not"));
        break;
    case OPTION_SINCE:
        o->since = day(optarg, _("--since takes a day as YYYY-MM-DD, not"));
        break;
    case OPTION_UNTIL:
        o->until = day(optarg, _("--until takes a day as YYYY-MM-DD, not"));
        break;
    case OPTION_WEEK:
        o->week = optarg;
        break;
    case OPTION_PDF:
        o->claim = claim_named(optarg);
        break;
    case OPTION_LINEAR:
        o->linear = true;
        break;
    default:
        return false;
    }
    return true;
}

/* An option of batch; false if it is none. */
static bool read_batch_option(struct options *o, int option)
{
    switch (option) {
    case OPTION_RESUME:
        o->resume = optarg;
        break;
    case OPTION_ONLY:
        o->only = optarg;
        break;
    case OPTION_LIST:
        o->list = true;
        break;
    default:
        return false;
    }
    return true;
}

/* An option that says what a run may use of the machine; false if it is none. */
static bool read_machine_option(struct options *o, int option)
{
    switch (option) {
    case OPTION_TIME_LIMIT:
        o->time_limit =
            number(optarg, 1, 86400, _("--time-limit takes seconds from 1 to 86400, not"));
        break;
    case OPTION_MEMORY_LIMIT:
        o->memory_limit = number(optarg, LEAST_MEMORY, MOST_COUNTED,
                                 _("--memory-limit takes megabytes from 64 to 1000000, not"));
        break;
    case OPTION_ARTICLE_LIMIT:
        o->article_limit = number(optarg, 1, MOST_COUNTED,
                                  _("--article-limit takes a number from 1 to 1000000, not"));
        break;
    case OPTION_PAGE_LIMIT:
        o->page_limit = number(optarg, 1, MOST_COUNTED,
                               _("--page-limit takes a number from 1 to 1000000, not"));
        break;
    case OPTION_JOBS:
        o->jobs = number(optarg, 1, 64, _("--jobs takes a number from 1 to 64, not"));
        break;
    case OPTION_CACHE:
        o->cache = optarg;
        break;
    default:
        return false;
    }
    return true;
}

/* An option of convert, figures or serve; false if it is none. */
static bool read_command_option(struct options *o, int option)
{
    switch (option) {
    case OPTION_REVIEW:
        o->review = true;
        break;
    case OPTION_OVERWRITE:
        o->overwrite = true;
        break;
    case OPTION_FORMAT:
        o->format = format_named(optarg);
        break;
    case OPTION_BOM:
        o->guarded = true;
        break;
    case OPTION_AGAINST:
        o->against = optarg;
        break;
    case OPTION_ADDRESS:
        o->address = optarg;
        break;
    case OPTION_PORT:
        o->port = number(optarg, 1, 65535, _("--port takes a number from 1 to 65535, not"));
        break;
    default:
        return false;
    }
    return true;
}

/* An option that says what is told of a run, and how; false if it is none. */
static bool read_message_option(struct options *o, int option)
{
    switch (option) {
    case 'q':
        o->quiet = true;
        break;
    case 'v':
        o->verbose = true;
        break;
    case OPTION_REPORT:
        o->report = output(optarg);
        break;
    case OPTION_DUMP:
        o->dump = dump_stage(optarg);
        break;
    case OPTION_COLOR:
        o->color = color_wanted(optarg);
        break;
    case OPTION_LOG:
        if (!log_ask(optarg))
            usage(_("--log takes text, json or journal, not"), optarg);
        break;
    default:
        return false;
    }
    return true;
}

/* One option, given as `word`, into o. */
static void read_option(struct options *o, int option, const char *word)
{
    switch (option) {
    case 'o':
        o->output = output(optarg);
        break;
    case OPTION_STYLE:
        o->style = optarg;
        break;
    case OPTION_STRICT:
        o->strict = true;
        break;
    case 'h':
        print_and_end(_(help));
    case OPTION_VERSION:
        print_and_end("briefgen " BRIEFGEN_VERSION "\n");
    default:
        if (read_issue_option(o, option) || read_command_option(o, option) ||
            read_batch_option(o, option) || read_message_option(o, option) ||
            read_machine_option(o, option))
            break;
        if (log_form() != LOG_TEXT)
            usage(_("there is no such option, or its value is missing:"), word);
        fputs(_("Try 'briefgen --help'.\n"), stderr);
        log_end_by_machine();
        exit(2);
    }
}

static enum command command_named(const char *word)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (!strcmp(word, commands[i].name))
            return commands[i].command;
    return COMMAND_BUILD;
}

/* The option as it is typed. */
static const char *option_typed(struct arena *a, int option)
{
    for (const struct option *o = long_options; option != 'o'; o++)
        if (o->val == option)
            return arena_printf(a, "--%s", o->name);
    return "-o";
}

NORETURN static void refuse_option(struct arena *a, const char *typed, unsigned wanted)
{
    const char *list = wanted & BUILD ? _("a build") : "";
    for (size_t i = 0; i < COUNT(commands); i++)
        if (wanted & 1U << commands[i].command)
            list = arena_printf(a, "%s%s%s", list, *list ? _(", ") : "", commands[i].name);
    usage(arena_printf(a, _("%s belongs to %s"), typed, list), NULL);
}

/* What an option would say to no stage of the command is refused, not passed over. */
static void check_scope(struct arena *a, enum command command, int option)
{
    for (size_t i = 0; i < COUNT(scopes); i++) {
        if (scopes[i].option != option || scopes[i].commands & 1U << command)
            continue;
        if (command == COMMAND_BATCH && scopes[i].commands & BUILD)
            usage(_("for batch each job says its own"), option_typed(a, option));
        refuse_option(a, option_typed(a, option), scopes[i].commands);
    }
}

static void check_issue(const struct options *o)
{
    bool watch = o->command == COMMAND_WATCH;
    if (o->state && !o->count_issue)
        usage(_("--state belongs to --issue auto"), NULL);
    if (o->since && o->until && strcmp(o->since, o->until) > 0)
        usage(_("--until is before --since:"), o->until);
    if (watch && o->output && output_has_fields(o->output))
        usage(_("watch builds one file, whose name has no fields:"), o->output);
}

static bool is_live(const struct options *o)
{
    return o->command == COMMAND_WATCH || o->command == COMMAND_SERVE;
}

/* What getopt cannot know: which words belong together. */
static void check(const struct options *o)
{
    bool needs_output = o->command == COMMAND_CONVERT || o->command == COMMAND_WATCH ||
                        (o->command == COMMAND_BUILD && o->dump == DUMP_NONE);
    if (o->command != COMMAND_FONTS && !o->input_count)
        usage(_("no input given"), NULL);
    if (o->command == COMMAND_FONTS && o->input_count)
        usage(_("fonts takes no input:"), o->inputs[0]);
    if (o->command == COMMAND_BATCH && o->input_count > 1)
        usage(_("batch takes one file of jobs, not"), o->inputs[1]);
    if (o->guarded && o->format != EXPORT_CSV)
        usage(_("--bom belongs to --format csv"), NULL);
    check_issue(o);
    if (needs_output && !o->output && access(o->inputs[0], F_OK))
        usage(_("there is no such command or file:"), o->inputs[0]);
    if (needs_output && !o->output)
        usage(_("where to? Say -o"), o->command == COMMAND_CONVERT ? "DIR" : "OUT.pdf");
}

/* A dump and the review show what stages do. */
static const char *cache_of(const struct options *o)
{
    return o->dump || o->review ? NULL : o->cache;
}

struct options options_read(struct arena *a, int argc, char **argv)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    struct options o = {.jobs = processors < 1    ? 1
                                : processors > 16 ? 16
                                                  : (int)processors,
                        .memory_limit = MEMORY_LIMIT,
                        .article_limit = ARTICLE_LIMIT,
                        .page_limit = PAGE_LIMIT,
                        .color = isatty(STDERR_FILENO)};
    argv[0] = program_invocation_short_name; /* for what getopt itself says */
    if (argc > 1)
        o.command = command_named(argv[1]);
    if (o.command != COMMAND_BUILD) {
        argv[1] = argv[0];
        argc--;
        argv++;
    }
    for (int option;
         opterr = log_form() == LOG_TEXT, /* else getopt prints what is no line of the log */
         (option = getopt_long(argc, argv, "o:qvh", long_options, NULL)) != -1;) {
        check_scope(a, o.command, option);
        read_option(&o, option, argv[optind - 1]);
    }
    o.inputs = argv + optind;
    o.input_count = (size_t)(argc - optind);
    if (o.week)
        read_week(a, &o);
    check(&o);
    o.cache = cache_of(&o);
    if (!o.time_limit && !is_live(&o))
        o.time_limit = TIME_LIMIT;
    if (!o.style && o.command != COMMAND_VERIFY)
        o.style = "weekly";
    if (o.command == COMMAND_FIGURES && !o.format)
        o.format = EXPORT_TEXT;
    return o;
}
