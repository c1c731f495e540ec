/* SPDX-License-Identifier: MIT */
/*
 * Fuzzes the DOCX reader. The first byte chooses: `z`: the rest is the file itself; `d`, `s`, `n`,
 * `f`: the rest is the XML of the document, its styles, its numbering or its footnotes, in a
 * package whose other parts are small and sound, so that the reader is reached behind the archive.
 * acquire_page() ends the program when a character is lost.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "acquire/acquire.h"

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PART(name) "<Relationship Id='" name "' Type='" RELATION name "' Target='" name ".xml'/>"

static const char types[] = "<Types/>";
static const char root[] =
    "<R><Relationship Id='a' Type='" RELATION "officeDocument' Target='word/document.xml'/></R>";
static const char relations[] = "<R>" PART("styles") PART("numbering")
    PART("footnotes") "<Relationship Id='rId1' Type='" RELATION "image' Target='media/a.png'/></R>";
static const char document[] =
    "<document><body><p><pPr><pStyle val='1'/></pPr><r><t>标题</t></r></p>"
    "<p><pPr><numPr><ilvl val='0'/><numId val='1'/></numPr></pPr><r><rPr><rStyle val='b'/></rPr>"
    "<t>文字。</t><footnoteReference id='2'/></r></p><p><pPr><numPr><ilvl val='1'/>"
    "<numId val='1'/></numPr></pPr><r><t>又一段文字。</t></r></p></body></document>";

static void add(struct zip *zip, const char *name, const void *data, size_t len)
{
    zip_source_t *source = zip_source_buffer(zip, data, len, 0);
    if (!source || zip_file_add(zip, name, source, 0) < 0)
        abort();
    zip_set_file_compression(zip, (zip_uint64_t)zip_name_locate(zip, name, 0), ZIP_CM_STORE, 0);
}

static void write_package(const char *path, char mode, const uint8_t *data, size_t len)
{
    int error;
    struct zip *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &error);
    if (!zip)
        abort();
    add(zip, "[Content_Types].xml", types, strlen(types));
    add(zip, "_rels/.rels", root, strlen(root));
    add(zip, "word/_rels/document.xml.rels", relations, strlen(relations));
    if (mode != 'd')
        add(zip, "word/document.xml", document, strlen(document));
    add(zip,
        mode == 's'   ? "word/styles.xml"
        : mode == 'n' ? "word/numbering.xml"
        : mode == 'f' ? "word/footnotes.xml"
                      : "word/document.xml",
        data, len);
    if (zip_close(zip))
        abort();
}

static void write_bytes(const char *path, const uint8_t *data, size_t len)
{
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data, 1, len, file) != len || fclose(file))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    char path[64];
    snprintf(path, sizeof path, "/dev/shm/fuzz-docx-%d.docx", (int)getpid());
    char mode = len && strchr("zdsnf", data[0]) && data[0] ? (char)data[0] : 'd';
    if (mode == 'z')
        write_bytes(path, data + 1, len - 1);
    else
        write_package(path, mode, data + (len > 0), len - (len > 0));
    struct arena *a = arena_new();
    struct diags *d = diags_new(a);
    struct acquired out = {0};
    struct source source = {path, SOURCE_DOCX};
    if (acquire_page(a, &source, &out, d) == (diags_count(d, ERROR) > 0))
        abort();
    arena_free(a);
    unlink(path);
    return 0;
}
