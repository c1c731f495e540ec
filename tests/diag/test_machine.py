# SPDX-License-Identifier: MIT
"""What the program says when the machine fails it: exit status 2, one line that names what failed, the older output
file as it was.

Where no disk or folder can be brought to fail, one function of a library is replaced by one that does (LD_PRELOAD)."""
import base64
import contextlib
import copy
import os
import re
import resource
import shutil
import struct
import subprocess
import tempfile
import zlib

PAGE = "南湖镇修好两座桥\n\n本报南湖讯（记者 甲乙）4月2日，南湖镇修好两座桥。\n"
ARTICLE = """<article id="a-1" version="1" kind="article">
<head><headline>南湖镇修好两座桥</headline></head>
<body><p id="p1">镇里修好两座桥。</p></body>
</article>
"""
OLD = b"an older briefing"


@contextlib.contextmanager
def workplace():
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        for name, text in (("a.txt", PAGE), ("a.md", "# " + PAGE), ("a.xml", ARTICLE)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(text)
        with open(os.path.join(folder, "gb.txt"), "wb") as f:
            f.write(PAGE.encode("gb18030"))
        with open(os.path.join(folder, "out.pdf"), "wb") as f:
            f.write(OLD)
        yield folder


def fails(env, folder, args, words, variables=None, **more):
    """Not under valgrind: a program that ends in the middle leaves its memory to the machine, and that is no leak."""
    env = copy.copy(env)
    env.wrap = []
    done = env.run(*args, cwd=folder, env=variables, **more)
    assert done.returncode == 2, f"exit {done.returncode}\n{done.stderr}"
    assert done.stderr.endswith(f"briefgen: error: {words}\n"), done.stderr
    assert open(os.path.join(folder, "out.pdf"), "rb").read() == OLD


# ---- outputs ----

def test_no_folder_for_the_output(env):
    with workplace() as folder:
        fails(env, folder, ["a.txt", "-o", "gone/weekly.pdf"], "cannot write gone/weekly.pdf: No such file or directory")


def test_no_folder_for_the_report(env):
    """The briefing is not written either: a run writes all of its files or none."""
    with workplace() as folder:
        fails(env, folder, ["a.txt", "-o", "out.pdf", "--report=gone/report.json"],
              "cannot write gone/report.json: No such file or directory")


def test_an_article_that_cannot_be_written(env):
    with workplace() as folder:
        os.makedirs(os.path.join(folder, "articles", "001-a-1.xml"))
        fails(env, folder, ["convert", "a.txt", "-o", "articles"], "cannot write articles/001-a-1.xml: Is a directory")


NO_RENAMES = """#include <dlfcn.h>
#include <errno.h>
#include <string.h>
int rename(const char *from, const char *to) {
    if (strstr(from, "001-a-1.xml")) { errno = EACCES; return -1; }
    return ((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename"))(from, to);
}
int unlink(const char *path) { errno = EACCES; return -1; }
"""


def test_articles_that_cannot_take_their_new_number(env):
    """A corrected file cannot be renamed, one of ours cannot be removed."""
    with workplace() as folder:
        variables = env.preloading(folder, NO_RENAMES)
        with open(os.path.join(folder, "0.txt"), "w", encoding="utf-8") as f:
            f.write(PAGE)
        env.run("convert", "a.txt", "-o", "articles", cwd=folder)
        both = ["convert", "0.txt", "a.txt", "-o", "articles"]
        fails(env, folder, both, "cannot remove articles/001-a-1.xml: Permission denied", variables)
        for name in os.listdir(os.path.join(folder, "articles")):
            os.unlink(os.path.join(folder, "articles", name))
        env.run("convert", "a.txt", "-o", "articles", cwd=folder)
        with open(os.path.join(folder, "articles", "001-a-1.xml"), "w", encoding="utf-8") as f:
            f.write(ARTICLE)
        fails(env, folder, both, "cannot rename articles/001-a-1.xml to articles/002-a-1.xml: Permission denied", variables)


def no_memory(env):
    """A program with sanitizers sets itself no limit."""
    return "out of memory" + ("" if env.has_sanitizer() else "; a run may have 8000 MB (--memory-limit)")


def test_what_is_printed_cannot_be_written(env):
    with workplace() as folder, open("/dev/full", "w") as full:
        for args in (["--version"], ["--help"], ["fonts"], ["a.txt", "--dump=acquire"], ["a.txt", "--dump=page"]):
            done = subprocess.run([env.program, *args], cwd=folder, stdout=full, stderr=subprocess.PIPE,
                                  text=True)
            assert done.returncode == 2, f"{args}: exit {done.returncode}\n{done.stderr}"
            assert done.stderr == "briefgen: error: cannot write to standard output: No space left on device\n", done.stderr


def test_memory_that_runs_out(env):
    env.skip_if_watched()
    with workplace() as folder:
        with open(os.path.join(folder, "long.txt"), "w", encoding="utf-8") as f:
            f.write(PAGE * 400_000)
        few = 160 << 20
        fails(env, folder, ["long.txt", "-o", "out.pdf"], no_memory(env),
              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (few, few)))


# ---- the program's own files ----

def test_styles_that_are_not_there(env):
    with workplace() as folder:
        moved, data = env.installed(folder)
        shutil.rmtree(os.path.join(data, "styles"))
        place = os.path.dirname(os.path.realpath(moved.program))
        fails(moved, folder, ["a.txt", "-o", "out.pdf"], f"no styles/ beside {place} nor in {place}/../share/briefgen")


def test_schemas_that_are_not_there(env):
    for name, args in (("article", ["a.xml", "-o", "out.pdf"]), ("style", ["a.txt", "-o", "out.pdf"])):
        with workplace() as folder:
            moved, data = env.installed(folder)
            os.unlink(os.path.join(data, "styles", name + ".xsd"))
            place = os.path.dirname(os.path.realpath(moved.program))
            fails(moved, folder, args, f"cannot read the schema {place}/../share/briefgen/styles/{name}.xsd")


def test_a_broken_schema(env):
    with workplace() as folder:
        moved, data = env.installed(folder)
        path = os.path.join(data, "styles", "article.xsd")
        text = open(path, encoding="utf-8").read()
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace('type="article-id"', 'type="nowhere"'))
        moved.wrap = []
        done = moved.run("a.xml", "-o", "out.pdf", cwd=folder)
        assert done.returncode == 2, f"exit {done.returncode}\n{done.stderr}"
        assert re.match(r"briefgen: error: the schema \S+/styles/article\.xsd is broken: .*nowhere", done.stderr), done.stderr


# ---- faces ----

def fonts_conf(folder, content):
    path = os.path.join(folder, "fonts.conf")
    with open(path, "w", encoding="utf-8") as f:
        f.write(f'<?xml version="1.0"?>\n<fontconfig>{content}<cachedir>{folder}/cache</cachedir></fontconfig>\n')
    return {"FONTCONFIG_FILE": path}


def test_no_face_at_all(env):
    with workplace() as folder:
        moved, _ = env.installed(folder)
        fails(moved, folder, ["a.txt", "-o", "out.pdf"],
              "no face for Chinese on this machine; install one, for instance Noto CJK, or put one into the fonts folder",
              fonts_conf(folder, ""))


def said_of_songti(env, *names):
    """What the default sheet says of songti where only the faces of files with these names are there."""
    files = subprocess.run(["fc-list", "--format", "%{file}\n"], text=True, stdout=subprocess.PIPE, check=True).stdout.split("\n")
    with workplace() as folder:
        os.mkdir(os.path.join(folder, "faces"))
        for file in set(files):
            if any(name in file for name in names):
                os.symlink(file, os.path.join(folder, "faces", os.path.basename(file)))
        moved, _ = env.installed(folder)
        conf = fonts_conf(folder, f"<dir>{folder}/faces</dir>")
        done = moved.run("a.txt", "-o", "out.pdf", cwd=folder, env=conf)
        assert done.returncode == 0, done.stderr
        return [line for line in done.stderr.split("\n") if "no face for songti" in line]


def test_a_song_is_replaced_by_a_hei_and_never_by_a_kai(env):
    """Said once, with the face that was taken and the package that has one."""
    tried = "(tried Noto Serif CJK SC, Source Han Serif SC, 宋体, SimSun)"
    said, = said_of_songti(env, "LXGWWenKai-", "NotoSansCJK-")
    assert said.endswith(f"note: no face for songti here {tried}; set in Noto Sans CJK SC; the package fonts-noto-cjk has one"), said
    said, = said_of_songti(env, "LXGWWenKai-")
    assert "; set in LXGW WenKai; the package fonts-noto-cjk has one" in said, said


def kaiti_file(env):
    done = env.run("fonts")
    return re.search(r"^kaiti: .*, (/.*) #\d+$", done.stdout, re.M)[1]


def forbid_embedding(font):
    """fsType of the table OS/2 set to 2, restricted licence; checksums are nobody's business here."""
    for i in range(struct.unpack(">H", font[4:6])[0]):
        tag, _, offset, _ = struct.unpack(">4sLLL", font[12 + 16 * i:28 + 16 * i])
        if tag == b"OS/2":
            return font[:offset + 8] + b"\0\2" + font[offset + 10:]
    raise AssertionError("the face has no table OS/2")


def test_a_face_that_may_not_be_embedded(env):
    """Said at the role in the sheet; the office's own folder comes before the system's faces."""
    with workplace() as folder:
        moved, data = env.installed(folder)
        font = forbid_embedding(open(kaiti_file(env), "rb").read())
        with open(os.path.join(data, "fonts", "kaiti.ttf"), "wb") as f:
            f.write(font)
        done = moved.run("a.txt", "-o", "out.pdf", cwd=folder)
        assert done.returncode == 0, done.stderr
        assert re.match(r"\S+/styles/weekly\.xml:\d+:\d+: warning: LXGW WenKai Regular \(kaiti\.ttf\) does not allow "
                        r"embedding in a document: licence bits of the face", done.stderr), done.stderr
        assert moved.run("a.txt", "-o", "out.pdf", "--strict", cwd=folder).returncode == 1


# A face named Two of .notdef and A, with its outlines in a table CFF2: FontBuilder.setupCFF2 of fontTools made it; deflated.
TWO = ("eNqNTz1Lw1AUPe8lDS2U1u85QyYHhVJEQSyh0MElRbObYIMZjC1asW4O4lKQIi6Cs6vgJjj4Ixz9Af6AChWEeF6SioKKJ9yPc969ufc6ruuggB"
       "NomKg3GpWzczkLiHcAC87mYsWu2sfkpPC2I7+DIi7JQ/JqGPgt76Z+zVzZUkhBvxMXzJ9oVhh1e2KoWoVHZ0R+rwPZVMJI8T0/CuR6qcZ31b/W"
       "aR90uYeqf6Yzk7G00/z0ylZ59RWa9oIfIAbygUGDHAskZrzMRE1viUF6wNcWgHuoek0M+Z7Df/DtLzWCweb3G8xsgxTJNNoMvUiiriro9YTbcZ"
       "z6+PFzkoZ5Va0XqBgJV7lEiSzNjUR3cYQ2NhBgB4fYhY/9bNofkDw7d1u0ribHghD5cn9uZL01jSyoq4XQ+/dTwAf/jD+Y")


def test_a_face_whose_outlines_no_pdf_can_hold(env):
    """ISO 32000-1, 9.9 knows TrueType and CFF, but not CFF2: the next family of the sheet is taken."""
    with workplace() as folder:
        moved, data = env.installed(folder)
        with open(os.path.join(data, "fonts", "two.otf"), "wb") as f:
            f.write(zlib.decompress(base64.b64decode(TWO)))
        with open(os.path.join(folder, "two.xml"), "w") as f:
            f.write('<sheet name="two" version="1" base="weekly"><fonts>'
                    '<font role="latin" family="Two, Noto Serif CJK SC"/></fonts></sheet>')
        with open(os.path.join(folder, "a.md"), "w", encoding="utf-8") as f:
            f.write("# " + PAGE.replace("两", "A"))
        done = moved.run("a.md", "-o", "out.pdf", "--style", "two.xml", cwd=folder)
        assert done.returncode == 0, done.stderr
        fonts = subprocess.run(["pdffonts", os.path.join(folder, "out.pdf")], check=True, stdout=subprocess.PIPE).stdout
        assert b"NotoSerifCJKsc" in fonts and b"Two" not in fonts, fonts


# ---- libraries that fail ----

def with_broken(env, code, args, words):
    with workplace() as folder:
        fails(env, folder, args, words, env.preloading(folder, code))


BUILD = ["a.txt", "-o", "out.pdf"]


def test_proc_is_not_mounted(env):
    with_broken(env, "long readlink(const char *p, char *b, unsigned long n) { return -1; }", BUILD,
                "cannot tell where this program lies: /proc is not mounted")


def test_icu_without_converters(env):
    with_broken(env, "#include <unicode/ucnv.h>\n"
                "UConverter *ucnv_open(const char *n, UErrorCode *e) { *e = U_FILE_ACCESS_ERROR; return 0; }",
                ["gb.txt", "-o", "out.pdf"], "ICU has no converter for GB18030")


NO_BREAKS = ("#include <unicode/ubrk.h>\nUBreakIterator *ubrk_open(UBreakIteratorType t, const char *l, const UChar *s, "
             "int32_t n, UErrorCode *e) { *e = U_FILE_ACCESS_ERROR; return 0; }")


def test_icu_without_words(env):
    with_broken(env, NO_BREAKS, BUILD, "ICU has no word data: U_FILE_ACCESS_ERROR")


def test_icu_without_break_rules(env):
    with_broken(env, NO_BREAKS, ["a.xml", "-o", "out.pdf"], "ICU has no break rules: U_FILE_ACCESS_ERROR")


def test_the_markdown_reader_without_memory(env):
    with_broken(env, "int md_parse(const char *t, unsigned n, const void *p, void *u) { return -1; }",
                ["a.md", "-o", "out.pdf"], no_memory(env))


def test_libxml2_without_memory(env):
    for name in ("xmlCreateMemoryParserCtxt", "xmlSchemaNewValidCtxt"):
        with_broken(env, f"void *{name}(void) {{ return 0; }}", ["a.xml", "-o", "out.pdf"], no_memory(env))


def test_the_report_without_memory(env):
    with_broken(env, "char *json_dumps(const void *j, unsigned long f) { return 0; }",
                BUILD + ["--report=report.json"], no_memory(env))


def test_freetype_does_not_start(env):
    with_broken(env, "int FT_Init_FreeType(void **l) { return 1; }", BUILD, "FreeType does not start")


def test_fontconfig_without_configuration(env):
    with_broken(env, "int FcConfigBuildFonts(void *config) { return 0; }", BUILD,
                "fontconfig has no configuration: no faces can be found")


# The table CFF is gone from the face that the subsetter has made, and from that one only.
NO_CFF = """
#include <dlfcn.h>
static void *subset;
void *hb_subset_plan_execute_or_fail(void *plan)
{
    void *(*real)(void *) = dlsym(RTLD_NEXT, "hb_subset_plan_execute_or_fail");
    return subset = real(plan);
}
void *hb_face_reference_table(void *face, unsigned tag)
{
    void *(*real)(void *, unsigned) = dlsym(RTLD_NEXT, "hb_face_reference_table");
    void *(*empty)(void) = dlsym(RTLD_NEXT, "hb_blob_get_empty");
    return face == subset && tag == 0x43464620 ? empty() : real(face, tag);
}
"""


def test_faces_that_cannot_be_cut_down(env):
    name = re.search(r"^songti: .*\(\S+\), (\S+) #", env.run("fonts").stdout, re.M)
    for code, words in (
            ("void *hb_subset_input_create_or_fail(void) { return 0; }", no_memory(env)),
            ("void *hb_subset_plan_create_or_fail(void *f, void *i) { return 0; }",
             f"{name[1]}: the font cannot be subset for embedding"),
            (NO_CFF, f"{name[1]}: the font's CFF table cannot be embedded")):
        with_broken(env, code, BUILD + ["--jobs=1"], words)


def test_a_pdf_without_memory(env):
    with_broken(env, "void *libdeflate_alloc_compressor(int level) { return 0; }", BUILD, no_memory(env))


def test_a_pdf_that_is_too_large(env):
    with_broken(env, "typedef unsigned long size;\n"
                "size libdeflate_zlib_compress(void *c, void *in, size n, void *out, size room) { return 1u << 31; }", BUILD,
                "the PDF is larger than 2 GB; build the issue in parts")


def test_libxml2_that_refuses_without_a_word(env):
    with workplace() as folder:
        done = env.run("a.xml", "-o", "out.pdf", cwd=folder,
                       env=env.preloading(folder, "int xmlParseDocument(void *p) { return -1; }"))
        assert done.returncode == 1 and done.stderr == "a.xml: error: is not well-formed XML\n", done.stderr


# ---- libraries ----

def test_a_library_that_cannot_be_opened(env):
    """It is opened when it is needed, and not before: the same machine builds what does not need it."""
    env.skip_if_watched()
    name = subprocess.run([os.path.join(env.root, "scripts", "soname"), "qpdf"], check=True, capture_output=True, text=True).stdout.strip()
    with workplace() as folder:
        broken = os.path.join(folder, "broken")
        os.mkdir(broken)
        path = os.path.join(broken, name)
        open(path, "w").close()
        fails(env, folder, ["a.txt", "-o", "out.pdf", "--linear"], f"cannot open the library {name}: {path}: file too short",
              {"LD_LIBRARY_PATH": broken})
        assert env.run("a.txt", "-o", "out.pdf", "-q", cwd=folder, env={"LD_LIBRARY_PATH": broken}).returncode == 0
