"""Reviews a Word file as a clerk does in LibreOffice: comments on words, and changes words with changes recorded.

Usage: review.py soffice profile-folder in.docx out.docx edits.json

edits.json: {"author": "…", "edits": [{"find": "…", "comment": "…"} | {"find": "…", "replace": "…"}
| {"find": "…", "insert": "…"}]}. Each `find` is the first place with these words; `replace` with nothing deletes them.
Prints as JSON the page that each heading is on, by its bookmark; pages that were left empty count.
"""

import json
import pathlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def value(name, content):
    own = PropertyValue()
    own.Name, own.Value = name, content
    return own


def connected(pipe, process):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _ in range(600):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if process.poll() is not None:
                sys.exit("LibreOffice ended")
            time.sleep(0.1)
    sys.exit("LibreOffice does not answer")


def found(document, words):
    search = document.createSearchDescriptor()
    search.SearchString = words
    place = document.findFirst(search)
    if place is None:
        sys.exit(f"not there: {words}")
    return place


def main():
    office, profile, source, target, edits = sys.argv[1:]
    wanted = json.loads(pathlib.Path(edits).read_text(encoding="utf-8"))
    pipe = f"highland{time.time_ns()}"
    process = subprocess.Popen([
        office, f"-env:UserInstallation={pathlib.Path(profile).as_uri()}", "--headless", "--norestore", "--nologo",
        f"--accept=pipe,name={pipe};urp;",
    ])
    try:
        context = connected(pipe, process)
        services = context.ServiceManager
        settings = services.createInstanceWithContext("com.sun.star.configuration.ConfigurationProvider", context)
        own = settings.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", (value("nodepath", "/org.openoffice.UserProfile/Data"),)
        )
        own.setPropertyValue("givenname", wanted["author"])
        own.commitChanges()
        desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        document = desktop.loadComponentFromURL(pathlib.Path(source).as_uri(), "_blank", 0, (value("Hidden", True),))
        cursor = document.CurrentController.ViewCursor
        cursor.jumpToLastPage()
        pages = {}
        for name in document.Bookmarks.ElementNames:
            if name.startswith("_Toc"):
                cursor.gotoRange(document.Bookmarks.getByName(name).Anchor.Start, False)
                pages[name] = cursor.Page
        print(json.dumps(pages))
        for edit in wanted["edits"]:
            place = found(document, edit["find"])
            if "comment" in edit:
                # As the menu does it, so that author and time are LibreOffice's own.
                controller = document.CurrentController
                controller.select(place)
                dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
                said = (value("Text", edit["comment"]),)
                dispatcher.executeDispatch(controller.Frame, ".uno:InsertAnnotation", "", 0, said)
                continue
            document.RecordChanges = True
            if "insert" in edit:
                place.Text.insertString(place.End, edit["insert"], False)
            else:
                place.String = edit["replace"]
            document.RecordChanges = False
        document.storeToURL(pathlib.Path(target).as_uri(), (value("FilterName", "MS Word 2007 XML"),))
        document.close(True)
        desktop.terminate()
        process.wait(30)
    finally:
        process.kill()


main()
