/* SPDX-License-Identifier: MIT */
/*
 * A PDF of any bytes, as `briefgen verify` looks at it: libqpdf reads the file, and what is asked
 * of it – metadata, fonts, tags, attached files, and a build from these – is ours. It is refused
 * with an error, or what it says of itself is printed.
 */
#include "fuzz.h"

#include "data.h"
#include "pipeline.h"

/* In place of that of data.c: a target does not lie where the program does. */
const char *data_folder(struct arena *a)
{
    (void)a;
    return ".";
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    if (!freopen("/dev/null", "w", stdout))
        die("/dev/null: cannot be written");
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f = fuzz_begin(data, size, ".pdf");
    char *path = f.path;
    struct options options = {.command = COMMAND_VERIFY,
                              .inputs = &path,
                              .input_count = 1,
                              .jobs = 1,
                              .article_limit = 100,
                              .page_limit = 100};
    struct session *session = session_single(NULL);
    struct run run;
    run_begin(&run, &options, session);
    run.mute = true;
    run_verify(&run);
    run_end(&run);
    session_free(session);
    fuzz_end(&f);
    return 0;
}
