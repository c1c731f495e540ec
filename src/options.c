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
#include <time.h>
#include <unistd.h>

#include "util/util.h"
#include "version.h"

static const char help[] = N_(
    "usage: briefgen INPUT... -o OUT.pdf [--style NAME|FILE] [--title T] [--issue N]\n"
    "                [--date YYYY-MM-DD]\n"
    "       briefgen watch INPUT... -o OUT.pdf  the same again after every change, until Ctrl-C\n"
    "       briefgen serve INPUT...             the pages in the browser, with what is wrong\n"
    "       briefgen convert INPUT... -o DIR    the articles as XML, to be corrected\n"
    "       briefgen figures INPUT... [-o FILE] [--format text|csv|json|xml] [--bom]\n"
    "                [--against FILE]           all key figures, or what changed since FILE\n"
    "       briefgen check FILE...              sheets, articles, manifests, lists: all faults\n"
    "       briefgen verify FILE.pdf...         what a file claims, its fonts, tags, attachments\n"
    "       briefgen fonts [--style NAME|FILE]  what each font role resolves to here\n"
    "\n"
    "INPUT is a page of newspaper text (.txt, .md, .docx), an article (.xml), or a folder of "
    "them.\n"
    "\n"
    "  -o, --output FILE   the PDF, the folder for convert, or the file for figures\n"
    "      --style S       a sheet of styles/, by name, or any sheet by its file (weekly)\n"
    "      --title T       name of the briefing; else the manifest's, else the sheet's\n"
    "      --issue N       issue number\n"
    "      --date D        date of the issue as YYYY-MM-DD; else the manifest's, else\n"
    "                      SOURCE_DATE_EPOCH, else the latest date of an article\n"
    "      --pdf KIND      a-2a: PDF/A-2a and PDF/UA-1 at once (this); a-3a: the same, with the\n"
    "                      articles as XML and the figures as CSV attached; plain: no claim\n"
    "      --report FILE   what was read and what became of every character, as JSON\n"
    "      --strict        warnings fail the build\n"
    "      --review        convert: pages in HTML too, source and articles side by side\n"
    "      --overwrite     convert: replace files that were corrected by hand as well\n"
    "      --format F      figures: text, csv, json or xml (text)\n"
    "      --bom           figures: CSV as Excel wants it, with a BOM, and no cell a formula\n"
    "      --against FILE  figures: what is new, changed or gone since an export as JSON\n"
    "      --port N        serve: any that is free, unless given\n"
    "      --address A     serve: 127.0.0.1, this machine alone, unless given\n"
    "      --jobs N        threads (as many as processors)\n"
    "      --dump STAGE    stop after acquire, article, digest, glyph, line or page and print it\n"
    "      --color WHEN    auto, always or never\n"
    "  -q, --quiet         nothing is said unless the run fails\n"
    "  -v, --verbose       time and size of every stage\n"
    "  -h, --help          this text\n"
    "      --version       the version\n"
    "\n"
    "Exit status: 0 built; 1 the input or a style is at fault; 2 usage, or the machine (no space,\n"
    "no font, no permission). On 1 and 2 an older output file is left as it was.\n");

enum long_option {
    OPTION_STYLE = 256,
    OPTION_TITLE,
    OPTION_ISSUE,
    OPTION_PDF,
    OPTION_DATE,
    OPTION_REPORT,
    OPTION_STRICT,
    OPTION_REVIEW,
    OPTION_OVERWRITE,
    OPTION_FORMAT,
    OPTION_BOM,
    OPTION_AGAINST,
    OPTION_ADDRESS,
    OPTION_PORT,
    OPTION_JOBS,
    OPTION_DUMP,
    OPTION_COLOR,
    OPTION_VERSION
};

static const struct option long_options[] = {
    {"output", required_argument, NULL, 'o'},
    {"style", required_argument, NULL, OPTION_STYLE},
    {"title", required_argument, NULL, OPTION_TITLE},
    {"issue", required_argument, NULL, OPTION_ISSUE},
    {"date", required_argument, NULL, OPTION_DATE},
    {"pdf", required_argument, NULL, OPTION_PDF},
    {"report", required_argument, NULL, OPTION_REPORT},
    {"strict", no_argument, NULL, OPTION_STRICT},
    {"review", no_argument, NULL, OPTION_REVIEW},
    {"overwrite", no_argument, NULL, OPTION_OVERWRITE},
    {"format", required_argument, NULL, OPTION_FORMAT},
    {"bom", no_argument, NULL, OPTION_BOM},
    {"against", required_argument, NULL, OPTION_AGAINST},
    {"address", required_argument, NULL, OPTION_ADDRESS},
    {"port", required_argument, NULL, OPTION_PORT},
    {"jobs", required_argument, NULL, OPTION_JOBS},
    {"dump", required_argument, NULL, OPTION_DUMP},
    {"color", required_argument, NULL, OPTION_COLOR},
    {"quiet", no_argument, NULL, 'q'},
    {"verbose", no_argument, NULL, 'v'},
    {"help", no_argument, NULL, 'h'},
    {"version", no_argument, NULL, OPTION_VERSION},
    {NULL, 0, NULL, 0},
};

NORETURN static void usage(const char *complaint, const char *word)
{
    fprintf(stderr, _("briefgen: %s%s%s\nTry 'briefgen --help'.\n"), complaint, word ? " " : "",
            word ? word : "");
    exit(2);
}

NORETURN static void print_and_end(const char *text)
{
    fputs(text, stdout);
    if (fflush(stdout))
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

static int number(const char *word)
{
    char *end;
    long n = strtol(word, &end, 10);
    if (*end || end == word || n < 1 || n > 64)
        usage(_("--jobs takes a number from 1 to 64, not"), word);
    return (int)n;
}

static int port(const char *word)
{
    char *end;
    long n = strtol(word, &end, 10);
    if (*end || end == word || n < 1 || n > 65535)
        usage(_("--port takes a number from 1 to 65535, not"), word);
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

/* YYYY-MM-DD and a day of the calendar. */
static bool is_day(const char *word)
{
    static const char form[] = "dddd-dd-dd";
    if (strlen(word) != sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == 'd' ? word[i] < '0' || word[i] > '9' : word[i] != form[i])
            return false;
    int month = (int)strtol(word + 5, NULL, 10) - 1;
    struct tm day = {.tm_year = (int)strtol(word, NULL, 10) - 1900,
                     .tm_mon = month,
                     .tm_mday = (int)strtol(word + 8, NULL, 10)};
    timegm(&day); /* 30 February becomes a day of March */
    return day.tm_mon == month;
}

/* One option into o. */
static void read_option(struct options *o, int option)
{
    switch (option) {
    case 'o':
        o->output = optarg;
        break;
    case 'q':
        o->quiet = true;
        break;
    case 'v':
        o->verbose = true;
        break;
    case OPTION_STYLE:
        o->style = optarg;
        break;
    case OPTION_TITLE:
        o->title = printable(optarg);
        break;
    case OPTION_ISSUE:
        o->issue = printable(optarg);
        break;
    case OPTION_DATE:
        if (!is_day(optarg))
            usage(_("--date takes a day as YYYY-MM-DD, not"), optarg);
        o->date = optarg;
        break;
    case OPTION_PDF:
        o->claim = claim_named(optarg);
        break;
    case OPTION_REPORT:
        o->report = optarg;
        break;
    case OPTION_STRICT:
        o->strict = true;
        break;
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
        o->port = port(optarg);
        break;
    case OPTION_JOBS:
        o->jobs = number(optarg);
        break;
    case OPTION_DUMP:
        o->dump = dump_stage(optarg);
        break;
    case OPTION_COLOR:
        o->color = color_wanted(optarg);
        break;
    case 'h':
        print_and_end(_(help));
    case OPTION_VERSION:
        print_and_end("briefgen " BRIEFGEN_VERSION "\n");
    default:
        fputs(_("Try 'briefgen --help'.\n"), stderr);
        exit(2);
    }
}

static enum command command_named(const char *word)
{
    static const struct {
        const char *name;
        enum command command;
    } commands[] = {{"watch", COMMAND_WATCH},     {"serve", COMMAND_SERVE},
                    {"convert", COMMAND_CONVERT}, {"figures", COMMAND_FIGURES},
                    {"check", COMMAND_CHECK},     {"verify", COMMAND_VERIFY},
                    {"fonts", COMMAND_FONTS}};
    for (size_t i = 0; i < COUNT(commands); i++)
        if (!strcmp(word, commands[i].name))
            return commands[i].command;
    return COMMAND_BUILD;
}

static void check_figures(const struct options *o)
{
    bool figures = o->command == COMMAND_FIGURES;
    if (!figures && (o->format || o->guarded || o->against))
        usage(o->format    ? _("--format belongs to figures")
              : o->guarded ? _("--bom belongs to figures")
                           : _("--against belongs to figures"),
              NULL);
    if (figures && o->guarded && o->format != EXPORT_CSV)
        usage(_("--bom belongs to --format csv"), NULL);
}

static void check_serve(const struct options *o)
{
    bool live = o->command == COMMAND_WATCH || o->command == COMMAND_SERVE;
    if (o->command != COMMAND_SERVE && (o->address || o->port))
        usage(o->address ? _("--address belongs to serve") : _("--port belongs to serve"), NULL);
    if (o->command == COMMAND_SERVE && o->output)
        usage(_("serve writes no file; -o belongs to watch"), NULL);
    if (live && o->dump)
        usage(_("--dump belongs to a single build"), NULL);
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
    if (o->command != COMMAND_CONVERT && (o->review || o->overwrite))
        usage(o->review ? _("--review belongs to convert") : _("--overwrite belongs to convert"),
              NULL);
    check_figures(o);
    check_serve(o);
    if (needs_output && !o->output)
        usage(_("where to? Say -o"), o->command == COMMAND_CONVERT ? "DIR" : "OUT.pdf");
}

struct options options_read(int argc, char **argv)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    struct options o = {.style = "weekly",
                        .jobs = processors < 1    ? 1
                                : processors > 16 ? 16
                                                  : (int)processors,
                        .color = isatty(STDERR_FILENO)};
    argv[0] = program_invocation_short_name; /* for what getopt itself says */
    if (argc > 1)
        o.command = command_named(argv[1]);
    if (o.command != COMMAND_BUILD) {
        argv[1] = argv[0];
        argc--;
        argv++;
    }
    for (int option; (option = getopt_long(argc, argv, "o:qvh", long_options, NULL)) != -1;)
        read_option(&o, option);
    o.inputs = argv + optind;
    o.input_count = (size_t)(argc - optind);
    check(&o);
    if (o.command == COMMAND_FIGURES && !o.format)
        o.format = EXPORT_TEXT;
    return o;
}
