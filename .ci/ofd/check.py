"""OFD files read by programs that are not ours, beside the PDF of the same pages.

usage: check.py [--sofd PROGRAM] [--pictures N] FILE.ofd FILE.pdf [FILE.ofd FILE.pdf …]

What is compared, page by page:
* the text that ofdkit and easyofd find in the OFD with the text that MuPDF finds in the PDF, without spaces: equal;
* with sofd: its audit of the package tells nothing but what we do not claim (the type of the profile for archives, signatures); its
  search finds at least half of the headings, and each only on pages that have it; packages that were broken on purpose are refused,
  or seen to look otherwise; the page as sofd paints it with the page as MuPDF paints the PDF, 60 pixels for an inch.

Two renderers soften edges differently, so that most letters differ a little in most of their pixels. What is compared instead:
* softened pictures, every pixel the mean of 3 × 3: no more than 2 % of a page's pixels may differ by more than a tenth (24 of 255)
  in a channel. What is shifted, missing or of another shape does;
* the means of squares of 10 × 10 pixels: no more than 2 % of them may differ by more than a twentieth (12 of 255). What is of another
  tint does; so that this is known, the page of the first file, if it is a long one, with the most filled boxes is painted without them, too, and has to be
  found out.
"""

import argparse
import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
import zipfile

import numpy
import pymupdf
from PIL import Image

PIXELS, SQUARES = 0.02, 0.02

# What the audit may tell: that the type is not OFD-A, and that there are no signatures.
EXPECTED = {"ARCH-101", "ARCH-006"}


def plain(text):
    """Without what is not seen: spaces, and marks that only say where a line may end."""
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\u2060\ufeff\u00ad")


def of_pdf(page):
    """The text of a page of a PDF in the order it is painted."""
    flags = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE
    return plain(page.get_text("text", flags=flags))


def of_ofdkit(path):
    from ofdkit import OFDDocument

    with OFDDocument(path) as document:
        return [plain("".join(run.text for run in page.runs)) for page in document.pages]


def of_easyofd(path):
    from easyofd.parser_ofd import OFDParser
    import base64

    with open(path, "rb") as file:
        data = OFDParser(base64.b64encode(file.read()).decode())()
    pages = data[0]["page_info"]
    return [plain("".join(run["text"] for run in pages[at]["text_list"])) for at in sorted(pages)]


def soft(pixels):
    """The mean of every pixel and its neighbours."""
    height, width = pixels.shape[:2]
    padded = numpy.pad(pixels, ((1, 1), (1, 1), (0, 0)), "edge")
    return sum(padded[y : y + height, x : x + width] for y in range(3) for x in range(3)) / 9


def squares(pixels):
    """The means of squares of 10 × 10 pixels; what is over at the edges is margin."""
    rows, columns = pixels.shape[0] // 10, pixels.shape[1] // 10
    return pixels[: rows * 10, : columns * 10].reshape(rows, 10, columns, 10, 3).mean(axis=(1, 3))


def apart(one, other):
    """The shares of pixels and of squares that differ; all where sizes differ by more than a pixel."""
    if abs(one.width - other.width) > 1 or abs(one.height - other.height) > 1:
        return 1.0, 1.0
    size = (0, 0, min(one.width, other.width), min(one.height, other.height))
    one, other = (numpy.asarray(own.crop(size).convert("RGB"), dtype=numpy.float32) for own in (one, other))
    pixels = numpy.abs(soft(one) - soft(other)).max(axis=2) > 24
    tints = numpy.abs(squares(one) - squares(other)).max(axis=2) > 12
    return float(pixels.mean()), float(tints.mean())


def alike(shares):
    return shares[0] <= PIXELS and shares[1] <= SQUARES


def copied(path, target, change):
    """A copy of a package with every part changed; parts without anything are left out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            data = change(entry, old.read(entry))
            if data is not None:
                new.writestr(entry, data)
    return target


def broken(path, folder):
    """Copies of a package, each with something wrong, and what that is."""

    def copy(name, change):
        return name, copied(path, os.path.join(folder, name + ".ofd"), change)

    yield copy("没有入口", lambda entry, data: None if entry == "OFD.xml" else data)
    yield copy("没有文档", lambda entry, data: None if entry.endswith("/Document.xml") else data)
    yield copy("入口不是XML", lambda entry, data: data[:-9] if entry == "OFD.xml" else data)
    yield copy("少一页", lambda entry, data: None if entry.endswith("/Page_0/Content.xml") else data)
    yield copy("少一个字体文件", lambda entry, data: None if re.search(r"/font_\d+\.ttf$", entry) else data)
    yield copy("没有字体表", lambda entry, data: None if entry.endswith("/PublicRes.xml") else data)
    yield copy("字体编号不对", lambda entry, data: data.replace(b' Font="', b' Font="9'))
    whole = open(path, "rb").read()
    target = os.path.join(folder, "cut.ofd")
    with open(target, "wb") as file:
        file.write(whole[: len(whole) // 2])
    yield "只有一半", target


def sofd(program, *arguments):
    return subprocess.run([program, "--locale", "en-US", *arguments], capture_output=True, text=True, timeout=600)


def check(ofd, pdf, options):
    """Everything that is wrong with a file."""
    document = pymupdf.open(pdf)
    expected = [of_pdf(page) for page in document]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        found = {"ofdkit": of_ofdkit(ofd), "easyofd": of_easyofd(ofd)}
    for reader, pages in found.items():
        if len(pages) != len(expected):
            yield f"{reader}：{len(pages)} 页，PDF {len(expected)} 页"
        for at, (own, of_it) in enumerate(zip(pages, expected), 1):
            if own != of_it:
                yield f"{reader}：第 {at} 页的文字与 PDF 不同：{differ(own, of_it)}"
    if not options.sofd:
        return
    audit = sofd(options.sofd, "audit", ofd)
    if audit.returncode or set(re.findall(r"ARCH-\d+", audit.stdout)) - EXPECTED:
        yield f"sofd audit：{(audit.stdout + audit.stderr).strip()[:400]}"
    yield from search(ofd, document, options.sofd)
    with tempfile.TemporaryDirectory() as folder:
        for name, path in broken(ofd, folder):
            if sofd(options.sofd, "audit", path).returncode == 0:
                shares, fault = seen(options.sofd, path, 0, document[0], folder)
                if not fault and alike(shares):
                    yield f"没有发现弄坏的文件（{name}）"
        worst = ((0.0, 0.0), 0)
        step = max(1, -(-len(document) // options.pictures)) if options.pictures else 1
        for at in range(0, len(document), step):
            shares, fault = seen(options.sofd, ofd, at, document[at], folder)
            if fault or not alike(shares):
                yield fault or f"第 {at + 1} 页的样子与 PDF 不同：{told(shares)}"
            worst = max(worst, (shares, at + 1))
        print(f"  样子最不同的是第 {worst[1]} 页：{told(worst[0])}")
        if options.bare and len(document) >= 20:
            yield from bare(ofd, document, options.sofd, folder)


def search(ofd, document, program):
    """Whether at least half of the headings are found, each on pages that have it, and what is nowhere is not."""
    texts = [of_pdf(page) for page in document]
    titles = [re.sub("(?<=[、）]) ", "", title) for _, title, _ in document.get_toc()][:40]
    found = broke = 0
    for title in [*titles, "没有这样的词"]:
        run = sofd(program, "search", ofd, title)
        # Version 0.6.1 ends where the text around what it found begins or ends inside a character.
        if run.returncode == 101 and "char boundary" in run.stderr:
            broke += 1
            continue
        pages = {int(page) for page in re.findall(r"^page (\d+):", run.stdout, re.MULTILINE)}
        found += bool(pages)
        if run.returncode or any(plain(title) not in texts[page] for page in pages):
            yield f"sofd search：「{title}」：{(run.stdout + run.stderr).strip()[:200]}"
    if titles and 2 * found < len(titles) - broke:
        yield f"sofd search：{len(titles)} 个标题只找到 {found} 个"
    print(f"  查找标题 {len(titles)} 个，找到 {found} 个；sofd 自己中断 {broke} 次")


def bare(ofd, document, program, folder):
    """Whether a page without its filled boxes is told from the PDF's."""
    filled = re.compile(rb'<ofd:PathObject [^>]*Stroke="false"[^>]*Fill="true"[^>]*>.*?</ofd:PathObject>', re.DOTALL)
    with zipfile.ZipFile(ofd) as package:
        parts = [package.read(f"Doc_0/Pages/Page_{at}/Content.xml") for at in range(len(document))]
    most = max(range(len(parts)), key=lambda at: len(filled.findall(parts[at])))
    path = copied(ofd, os.path.join(folder, "bare.ofd"), lambda _, data: filled.sub(b"", data))
    if alike(seen(program, path, most, document[most], folder)[0]):
        yield f"第 {most + 1} 页去掉底色，没有看出来：比较的办法不对"


def seen(program, ofd, at, page, folder):
    """How far a page is from that of the PDF; and what is wrong if it is not painted."""
    target = os.path.join(folder, "page.png")
    run = sofd(program, "render", ofd, "--page", str(at), "--dpi", "60", "--output", target)
    if run.returncode:
        return (1.0, 1.0), f"sofd render：第 {at + 1} 页：{run.stderr.strip()[:200]}"
    pixels = page.get_pixmap(dpi=60, alpha=False)
    other = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)
    with Image.open(target) as own:
        return apart(own, other), None


def told(shares):
    return f"{shares[0]:.2%} 的像素、{shares[1]:.2%} 的方格"


def differ(own, other):
    """Where two texts begin to differ."""
    at = next((at for at, (a, b) in enumerate(zip(own, other)) if a != b), min(len(own), len(other)))
    return f"「{own[max(0, at - 8):at + 12]}」和「{other[max(0, at - 8):at + 12]}」"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sofd")
    parser.add_argument("--pictures", type=int, default=0, help="how many pages of a file are painted; 0: all")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    options.bare, faults = True, 0
    for ofd, pdf in zip(options.files[::2], options.files[1::2], strict=True):
        print(f"{ofd}：{os.path.getsize(ofd) / 1e6:.2f} MB，PDF {os.path.getsize(pdf) / 1e6:.2f} MB")
        for fault in check(ofd, pdf, options):
            faults += 1
            print(f"  {fault}")
        options.bare = False
    sys.exit(1 if faults else 0)


main()
