/* SPDX-License-Identifier: MIT */
/*
 * What the file says of itself, twice and alike: the Info dictionary and XMP (ISO 19005-2, 6.6.2
 * and 6.6.3), with the tool and the sheet that made it, so that it can be made again (verify); and
 * in XMP alone, which rules it keeps. The mark of PDF/UA is none that PDF/A knows, so its schema is
 * described beside it (6.6.2.3), by which one file can carry both.
 *
 * Colours are those of a screen: an sRGB profile goes into every file as its output intent
 * (6.2.3). It is Debian's free one, and part of the program, so that a file does not depend on what
 * is installed where it is made.
 */
#include <string.h>

#include "pdf/navigation.h"
#include "pdf/profile.h"
#include "pdf/syntax.h"
#include "version.h"

#define PRODUCER "briefgen " BRIEFGEN_VERSION
#define LANGUAGE "zh-CN"

enum { DATE_LEN = 10 };

/* YYYY-MM-DD, or nothing is said of a date. */
static bool has_date(const struct pages *pages)
{
    const char *d = pages->date;
    if (!d || strlen(d) != DATE_LEN)
        return false;
    for (int i = 0; i < DATE_LEN; i++)
        if (i == 4 || i == 7 ? d[i] != '-' : !is_digit(d[i]))
            return false;
    int month = (d[5] - '0') * 10 + d[6] - '0', day = (d[8] - '0') * 10 + d[9] - '0';
    return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* A file for everyone has a title (ISO 14289-1, 7.1). */
static const char *title_of(const struct pages *pages)
{
    return pages->title && pages->title[0] ? pages->title : "简报";
}

/* briefgen 0.1.0, sheet weekly: read by verify. */
static const char *tool(struct pdf *pdf)
{
    const char *sheet = pdf->options->sheet;
    return sheet ? arena_printf(pdf->arena, PRODUCER ", sheet %s", sheet) : PRODUCER;
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
    struct buf text = {0}, *b = &text;
    info_text(b, "Title", title_of(pages));
    info_text(b, "Author", pages->office);
    info_text(b, "Creator", tool(pdf));
    buf_adds(b, "/Producer (" PRODUCER ")");
    const char *d = pages->date;
    for (int i = 0; i < 2 && has_date(pages); i++)
        buf_addf(b, "\n/%s (D:%.4s%.2s%.2s000000Z)", i ? "ModDate" : "CreationDate", d, d + 5,
                 d + 8);
    pdf->info = object_add(pdf, b);
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

/* ISO 14289-1, 5, and ISO 19005-2, 6.6.2.3.3: what the mark is. */
static const char ua_mark[] =
    "<pdfuaid:part>1</pdfuaid:part>\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>part of ISO 14289 that the file keeps</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n";

static void xmp_claims(struct buf *b, enum pdf_claim claim)
{
    if (claim == PDF_PLAIN)
        return;
    buf_addf(b,
             "<rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"\n"
             "  xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"\n"
             "  xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\"\n"
             "  xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\"\n"
             "  xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
             "<pdfaid:part>%d</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
             "%s</rdf:Description>\n",
             claim == PDF_A3A ? 3 : 2, ua_mark);
}

static void xmp_dates(struct buf *b, const struct pages *pages)
{
    if (has_date(pages))
        buf_addf(b,
                 "<xmp:CreateDate>%sT00:00:00Z</xmp:CreateDate>\n"
                 "<xmp:ModifyDate>%sT00:00:00Z</xmp:ModifyDate>\n",
                 pages->date, pages->date);
}

static void xmp_add(struct buf *b, struct pdf *pdf)
{
    const struct pages *pages = pdf->pages;
    buf_adds(b, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                "  xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
                " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n"
                "<dc:format>application/pdf</dc:format>\n"
                "<dc:language><rdf:Bag><rdf:li>" LANGUAGE "</rdf:li></rdf:Bag></dc:language>\n"
                "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    escape(b, title_of(pages));
    buf_adds(b, "</rdf:li></rdf:Alt></dc:title>\n");
    xmp_text(b, "<dc:creator><rdf:Seq><rdf:li>", pages->office,
             "</rdf:li></rdf:Seq></dc:creator>\n");
    xmp_text(b, "<xmp:CreatorTool>", tool(pdf), "</xmp:CreatorTool>\n");
    xmp_dates(b, pages);
    buf_adds(b, "<pdf:Producer>" PRODUCER "</pdf:Producer>\n</rdf:Description>\n");
    xmp_claims(b, pdf->options->claim);
    buf_adds(b, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
}

static unsigned metadata(struct pdf *pdf)
{
    struct buf xmp = {0}, entries = {0};
    xmp_add(&xmp, pdf);
    buf_adds(&entries, "/Type /Metadata /Subtype /XML");
    unsigned number = object_add_stream(pdf, &entries, xmp.text, xmp.len, AS_IT_IS);
    buf_release(&xmp);
    return number;
}

/* ---- the whole ---------------------------------------------------------------------------- */

static unsigned output_intent(struct pdf *pdf)
{
    struct buf entries = {0}, intent = {0};
    buf_adds(&entries, "/N 3");
    unsigned profile = object_add_stream(pdf, &entries, profile_bytes, profile_size(), DEFLATE);
    buf_addf(&intent,
             "/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB)\n"
             "/Info (sRGB IEC61966-2.1) /RegistryName (http://www.color.org) "
             "/DestOutputProfile %u 0 R",
             profile);
    return object_add(pdf, &intent);
}

void info_objects(struct pdf *pdf)
{
    info_dictionary(pdf);
    unsigned xmp = metadata(pdf), intent = output_intent(pdf);
    buf_addf(&pdf->catalog,
             "/Metadata %u 0 R /OutputIntents [%u 0 R]\n"
             "/Lang (" LANGUAGE ") /ViewerPreferences << /DisplayDocTitle true >>\n",
             xmp, intent);
}
