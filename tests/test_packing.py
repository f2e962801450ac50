"""Pages that are compressed once, with blanks."""

import gzip
import re
import uuid

from hypothesis import given
from hypothesis import strategies as st

from yogasite.packing import pack

TOKEN = "a" * 64
FIELDS = {
    "token": f'<input type="hidden" name="csrfmiddlewaretoken" value="{TOKEN}">',
    "uuid": '<input type="hidden" name="uuid" value="0f8fad5b-d9cb-469f-a165-70867728950e">',
}


@given(st.lists(st.one_of(st.sampled_from(list(FIELDS.values())), st.text(max_size=300))), st.data())
def test_a_copy_as_gzip_is_the_plain_copy(pieces, data):
    packed = pack("".join(pieces).encode())
    words = [data.draw(st.binary(min_size=36, max_size=64)) for _blank in packed.blanks]
    assert gzip.decompress(packed.gzipped(words)) == packed.plain(words)


@given(st.lists(st.one_of(st.sampled_from(list(FIELDS.values())), st.text(max_size=300))))
def test_with_the_words_it_had_a_copy_is_the_page(pieces):
    page = "".join(pieces).encode()
    words = re.findall(rb'name="(?:csrfmiddlewaretoken|uuid)" value="([a-f0-9-]+)"', page)
    assert pack(page).plain(words) == page


def test_every_copy_gets_its_own_words():
    page = f"<form>{FIELDS['token']}{FIELDS['uuid']}</form>".encode()
    fresh = str(uuid.uuid4())
    copy = pack(page).plain([b"b" * 64, fresh.encode()])
    assert copy.decode() == f"<form>{FIELDS['token']}{FIELDS['uuid']}</form>".replace(TOKEN, "b" * 64).replace(
        "0f8fad5b-d9cb-469f-a165-70867728950e", fresh
    )


def test_what_only_looks_alike_is_left_alone():
    page = b'<a href="/journal/cramps/0f8fad5b-d9cb-469f-a165-70867728950e/edit/">' + TOKEN.encode()
    assert pack(page).blanks == ()
