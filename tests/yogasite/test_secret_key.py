"""The key of the site: made once, for its owner alone."""

from yogasite.secret_key import secret_key


def test_a_secret_key_is_made_once_and_only_for_its_owner(tmp_path):
    key = secret_key(tmp_path / "data")
    path = tmp_path / "data" / "secret_key"
    assert (secret_key(tmp_path / "data"), path.stat().st_mode & 0o777) == (key, 0o600)
    assert len(key) >= 50


def test_a_start_that_comes_second_takes_the_key_of_the_first(tmp_path, monkeypatch):
    def already_there(_draft, path):
        path.write_text("first", encoding="ascii")
        raise FileExistsError

    monkeypatch.setattr("yogasite.secret_key.os.link", already_there)
    assert secret_key(tmp_path) == "first"
