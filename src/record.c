/* SPDX-License-Identifier: MIT */
/*
 * _converted.xml, read and written. A hash is kept and no copy of the files: whether a file is ours
 * is all that is asked, and a folder with every article twice would be read by people too. The hash
 * is SHA-256, so that no correction can be taken for our own by chance.
 */
#include "record.h"

#include <errno.h>
#include <unistd.h>

#include <sha2.h>

#include "util/xml.h"

const char *record_hash(struct arena *a, const char *bytes, size_t len)
{
    char *text = arena_alloc(a, SHA256_DIGEST_STRING_LENGTH);
    return SHA256Data((const uint8_t *)bytes, len, text);
}

void record_add(struct arena *a, struct record *record, struct recorded file)
{
    record->files = arena_grow(a, record->files, record->count, sizeof file);
    record->files[record->count++] = file;
}

bool record_read(struct arena *a, const char *path, const char *xsd, struct record *out,
                 struct diags *d)
{
    if (access(path, F_OK) && (errno == ENOENT || errno == ENOTDIR))
        return true;
    const struct xml_node *root = xml_read(a, path, xsd, d);
    for (const struct xml_node *n = root ? root->first : NULL; n; n = n->next)
        if (n->name)
            record_add(a, out,
                       (struct recorded){.name = xml_value(n, "name", ""),
                                         .article = xml_value(n, "article", ""),
                                         .source = xml_value(n, "source", ""),
                                         .hash = xml_value(n, "sha256", ""),
                                         .next = xml_value(n, "next", "")});
    return root != NULL;
}

static void write_file(struct buf *b, const struct recorded *file)
{
    buf_adds(b, "  <file");
    xml_add_attribute(b, "name", file->name);
    xml_add_attribute(b, "article", file->article);
    xml_add_attribute(b, "source", file->source);
    if (file->hash[0])
        xml_add_attribute(b, "sha256", file->hash);
    if (file->next[0])
        xml_add_attribute(b, "next", file->next);
    buf_adds(b, "/>\n");
}

void record_write(struct buf *b, const struct record *record)
{
    buf_adds(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    buf_adds(b, record->count ? "<converted>\n" : "<converted/>\n");
    for (size_t i = 0; i < record->count; i++)
        write_file(b, &record->files[i]);
    if (record->count)
        buf_adds(b, "</converted>\n");
}
