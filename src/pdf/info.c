/* SPDX-License-Identifier: MIT */
/*
 * What the file says of itself, twice and alike: the Info dictionary and XMP (ISO 19005-2, 6.6.2
 * and 6.6.3). The library's own XMP has a misspelt key and escapes nothing, its Info dates spoil
 * the document with `Z`, and its /ID comes from the clock; so all three are made here.
 *
 * The /ID is the MD5 of the whole file with a blank /ID. It stands in the trailer, so it is filled
 * in when the file is written.
 */
#include <ctype.h>
#include <string.h>

#include "pdf/navigation.h"
#include "pdf/syntax.h"
#include "version.h"

#define PRODUCER "briefgen " BRIEFGEN_VERSION
#define BLANK "00000000000000000000000000000000"

enum { DATE_LEN = 10, ID_LEN = 16, TRAILER_MOST = 256 };

/* YYYY-MM-DD, or nothing is said of a date. */
static bool has_date(const struct pages *pages)
{
    const char *d = pages->date;
    if (!d || strlen(d) != DATE_LEN)
        return false;
    for (int i = 0; i < DATE_LEN; i++)
        if (i == 4 || i == 7 ? d[i] != '-' : !isdigit((unsigned char)d[i]))
            return false;
    int month = (d[5] - '0') * 10 + d[6] - '0', day = (d[8] - '0') * 10 + d[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* ---- Info --------------------------------------------------------------------------------- */

static void info_text(struct buf *b, const char *key, const char *text)
{
    if (!text || !*text)
        return;
    buf_addf(b, "/%s ", key);
    text_add(b, text, strlen(text));
    buf_adds(b, "\n");
}

static void info_dictionary(struct pdf *pdf)
{
    const struct pages *pages = pdf->pages;
    HPDF_Dict info = pdf->doc->info;
    HPDF_Dict_RemoveElement(info, "Producer");
    object_check(pdf);
    struct buf *b = object_entries(info);
    info_text(b, "Title", pages->title);
    info_text(b, "Author", pages->office);
    buf_adds(b, "/Producer (" PRODUCER ")");
    if (!has_date(pages))
        return;
    const char *d = pages->date;
    for (int i = 0; i < 2; i++)
        buf_addf(b, "\n/%s (D:%.4s%.2s%.2s000000Z)", i ? "ModDate" : "CreationDate", d, d + 5,
                 d + 8);
}

/* ---- XMP ---------------------------------------------------------------------------------- */

static bool is_xml(uint32_t code)
{
    return code >= 0x20 ? code != 0xFFFE && code != 0xFFFF
                        : code == '\t' || code == '\n' || code == '\r';
}

/* XML has no place for control characters: they become U+FFFD. */
static void escape(struct buf *b, const char *text)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t code = utf8_next(&text, end);
        if (code == '&')
            buf_adds(b, "&amp;");
        else if (code == '<')
            buf_adds(b, "&lt;");
        else if (code == '>')
            buf_adds(b, "&gt;");
        else
            buf_add_code(b, is_xml(code) ? code : 0xFFFD);
    }
}

static void xmp_text(struct buf *b, const char *before, const char *text, const char *after)
{
    if (!text || !*text)
        return;
    buf_adds(b, before);
    escape(b, text);
    buf_adds(b, after);
}

static void xmp_add(struct buf *b, const struct pages *pages)
{
    buf_adds(b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                "  xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
                "<dc:format>application/pdf</dc:format>\n"
                "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\n");
    xmp_text(b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", pages->title,
             "</rdf:li></rdf:Alt></dc:title>\n");
    xmp_text(b, "<dc:creator><rdf:Seq><rdf:li>", pages->office,
             "</rdf:li></rdf:Seq></dc:creator>\n");
    if (has_date(pages))
        buf_addf(b,
                 "<xmp:CreateDate>%sT00:00:00Z</xmp:CreateDate>\n"
                 "<xmp:ModifyDate>%sT00:00:00Z</xmp:ModifyDate>\n",
                 pages->date, pages->date);
    buf_adds(b, "<pdf:Producer>" PRODUCER "</pdf:Producer>\n"
                "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
}

static HPDF_Dict metadata(struct pdf *pdf)
{
    struct buf xmp = {0};
    xmp_add(&xmp, pdf->pages);
    HPDF_Dict dict = object_stream(pdf, xmp.text, xmp.len, false);
    buf_adds(object_entries(dict), "/Type /Metadata /Subtype /XML");
    buf_release(&xmp);
    return dict;
}

void info_objects(struct pdf *pdf)
{
    info_dictionary(pdf);
    buf_addf(object_entries(pdf->doc->catalog),
             "/Metadata %u 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >>\n",
             object_number(metadata(pdf)));
    buf_adds(object_entries(pdf->doc->trailer), "/ID [<" BLANK "> <" BLANK ">]");
}

/* ---- /ID ---------------------------------------------------------------------------------- */

static char *find_blank(char *from, const char *end)
{
    while ((size_t)(end - from) >= sizeof BLANK - 1) {
        if (!memcmp(from, BLANK, sizeof BLANK - 1))
            return from;
        from++;
    }
    BUG("no /ID in the trailer");
}

void info_identify(struct buf *b, size_t start)
{
    static const char digits[] = "0123456789ABCDEF";
    HPDF_MD5_CTX md5;
    HPDF_BYTE id[ID_LEN];
    char *bytes = b->text + start, *end = b->text + b->len;
    HPDF_MD5Init(&md5);
    HPDF_MD5Update(&md5, (const HPDF_BYTE *)bytes, (HPDF_UINT32)(end - bytes));
    HPDF_MD5Final(id, &md5);
    char *at = end - bytes > TRAILER_MOST ? end - TRAILER_MOST : bytes;
    for (int copy = 0; copy < 2; copy++) {
        at = find_blank(at, end);
        for (int i = 0; i < ID_LEN; i++) {
            *at++ = digits[id[i] >> 4];
            *at++ = digits[id[i] & 15];
        }
    }
}
