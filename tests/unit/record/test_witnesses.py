"""Witnesses: a local authority, a local calendar, an ssh key; what they say is checked without network."""

import datetime as dt
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from incumbent import record
from incumbent.domain.errors import RefusedError
from incumbent.record.checkpoint import Checkpoint, file_bytes, read_checkpoint
from incumbent.record.git_tag import tag_checkpoint
from incumbent.record.witnesses import (
    store_calendar_proof,
    store_signed_tag,
    store_time_stamp,
    upgrade_calendar_proofs,
    witnessed_count,
)
from incumbent.sources.witness import ask_calendar, post_to_authority, post_to_calendar
from records import NOON, forecast_draft, write_record

TSA_CONFIG = """
[tsa]
default_tsa = local
[local]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
accuracy = secs:1
"""


def _certificate(name, key, issuer, issuer_key, *, authority):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer or subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
    )
    if not authority:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(usage, critical=True)
    return builder.sign(issuer_key, hashes.SHA256())


@pytest.fixture(scope="session")
def authority_folder(tmp_path_factory):
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    folder = tmp_path_factory.mktemp("authority")
    root_key, tsa_key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    root = _certificate("Invented Root", root_key, None, root_key, authority=True)
    tsa = _certificate("Invented Time Authority", tsa_key, root.subject, root_key, authority=False)
    pem = serialization.Encoding.PEM
    (folder / "root.pem").write_bytes(root.public_bytes(pem))
    (folder / "tsa.pem").write_bytes(tsa.public_bytes(pem))
    private = serialization.PrivateFormat.PKCS8
    (folder / "tsa.key").write_bytes(tsa_key.private_bytes(pem, private, serialization.NoEncryption()))
    (folder / "serial").write_text("01")
    (folder / "tsa.cnf").write_text(TSA_CONFIG.format(folder=folder))
    return folder


def _serving(answer):
    """A server on loopback; `answer` gives (status, bytes) for (path, body)."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            self._reply(self.rfile.read(int(self.headers["Content-Length"])))

        def do_GET(self):
            self._reply(b"")

        def _reply(self, body):
            status, content = answer(self.path, body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


@pytest.fixture(scope="session")
def authority(authority_folder):
    def answer(_path, query):
        (authority_folder / "query.tsq").write_bytes(query)
        subprocess.run(
            [
                "openssl",
                "ts",
                "-reply",
                "-config",
                "tsa.cnf",
                "-queryfile",
                "query.tsq",
                "-out",
                "answer.tsr",
            ],
            cwd=authority_folder,
            check=True,
            capture_output=True,
        )
        return 200, (authority_folder / "answer.tsr").read_bytes()

    server, address = _serving(answer)
    yield address
    server.shutdown()


def _serialized(message, attestation):
    from opentimestamps.core.serialize import BytesSerializationContext
    from opentimestamps.core.timestamp import Timestamp

    stamp = Timestamp(message)
    stamp.attestations.add(attestation)
    context = BytesSerializationContext()
    stamp.serialize(context)
    return context.getbytes()


@pytest.fixture
def calendar():
    """A calendar that promises at once and keeps its promise when `settled` is set."""
    from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation

    state = {"settled": False, "address": ""}

    def answer(path, body):
        if path == "/digest":
            return 200, _serialized(body, PendingAttestation(state["address"]))
        if not state["settled"]:
            return 404, b"Pending confirmation in Bitcoin blockchain"
        return 200, _serialized(
            bytes.fromhex(path.rpartition("/")[2]), BitcoinBlockHeaderAttestation(700_000)
        )

    server, state["address"] = _serving(answer)
    yield state
    server.shutdown()


@pytest.fixture
def folder(tmp_path):
    return write_record(tmp_path / "desk" / "record", 3)


def _checkpoint(folder) -> Checkpoint:
    found = read_checkpoint(folder)
    assert found is not None
    return found


def _trust(folder, authority_folder):
    trusted = folder / "witnesses" / "authorities"
    trusted.mkdir(parents=True)
    shutil.copy(authority_folder / "root.pem", trusted / "invented.pem")


def _forge(folder):
    """Rewrite the whole record, checkpoint included, as only witnesses can tell."""
    for path in [*folder.glob("*.jsonl"), folder / "checkpoint.json"]:
        path.unlink()
    record.append(folder, [forecast_draft(seed=n) for n in (7, 8, 9)], recorded_at=NOON)


def test_an_authority_says_when_it_saw_the_record(folder, authority, authority_folder):
    _trust(folder, authority_folder)
    store_time_stamp(folder, _checkpoint(folder), "local", lambda query: post_to_authority(authority, query))
    report = record.verify(folder)
    assert report.holds
    (note,) = report.notes
    assert note.startswith("entries 1-3: RFC 3161 (local): seen 20")
    assert "CN=Invented Time Authority" in note


def test_an_authority_contradicts_a_forged_record(folder, authority, authority_folder):
    _trust(folder, authority_folder)
    store_time_stamp(folder, _checkpoint(folder), "local", lambda query: post_to_authority(authority, query))
    _forge(folder)
    report = record.verify(folder)
    assert report.first_bad_entry == 3
    assert "not the one a witness saw" in (report.problem or "")


def test_a_record_cut_off_with_its_checkpoint_is_contradicted_too(tmp_path, authority, authority_folder):
    folder = write_record(tmp_path / "record", 2, 2)
    short = write_record(tmp_path / "short", 2)
    _trust(folder, authority_folder)
    store_time_stamp(folder, _checkpoint(folder), "local", lambda query: post_to_authority(authority, query))
    (folder / "00000003.jsonl").unlink()
    (folder / "checkpoint.json").write_bytes((short / "checkpoint.json").read_bytes())
    assert record.verify(folder).first_bad_entry == 4


def test_a_stamp_of_other_bytes_is_not_accepted(folder, authority, authority_folder):
    _trust(folder, authority_folder)
    kept = store_time_stamp(folder, _checkpoint(folder), "local", lambda q: post_to_authority(authority, q))
    other = Checkpoint(3, "ab" * 32, "00000001.jsonl")
    (kept.parent / "checkpoint.json").write_bytes(file_bytes(other))
    (note,) = record.verify(folder).notes
    assert note.startswith("NOT accepted: entries 1-3: local.tsr: the time stamp does not hold")


def test_a_stamp_without_a_trusted_root_is_refused(folder, authority):
    with pytest.raises(RefusedError, match="no authority is trusted"):
        store_time_stamp(folder, _checkpoint(folder), "local", lambda q: post_to_authority(authority, q))
    assert witnessed_count(folder) == 0


def test_an_answer_that_is_no_stamp_is_refused(folder, authority_folder):
    _trust(folder, authority_folder)
    with pytest.raises(RefusedError, match="does not hold"):
        store_time_stamp(folder, _checkpoint(folder), "local", lambda _query: b"<html>busy</html>")


def test_a_calendar_promises_and_later_keeps_its_promise(folder, calendar):
    address = calendar["address"]
    store_calendar_proof(folder, _checkpoint(folder), "local", lambda d: post_to_calendar(address, d))
    assert record.verify(folder).notes == (f"entries 1-3: OpenTimestamps (local): promised by {address}",)
    assert upgrade_calendar_proofs(folder, ask_calendar) == 0
    calendar["settled"] = True
    assert upgrade_calendar_proofs(folder, ask_calendar) == 1
    (note,) = record.verify(folder).notes
    assert "Bitcoin block 700000 has Merkle root" in note


def test_a_calendar_contradicts_a_forged_record(folder, calendar):
    store_calendar_proof(
        folder, _checkpoint(folder), "local", lambda d: post_to_calendar(calendar["address"], d)
    )
    _forge(folder)
    assert record.verify(folder).first_bad_entry == 3


def test_a_calendar_proof_of_other_bytes_is_not_accepted(folder, calendar):
    kept = store_calendar_proof(
        folder, _checkpoint(folder), "local", lambda d: post_to_calendar(calendar["address"], d)
    )
    other = Checkpoint(3, "ab" * 32, "00000001.jsonl")
    (kept.parent / "checkpoint.json").write_bytes(file_bytes(other))
    assert "of other bytes" in record.verify(folder).notes[0]
    kept.write_bytes(b"not a proof")
    assert "cannot be read" in record.verify(folder).notes[0]


def test_a_calendar_that_answers_nonsense_is_refused(folder):
    with pytest.raises(RefusedError, match="no time stamp"):
        store_calendar_proof(folder, _checkpoint(folder), "local", lambda _digest: b"\x00")


def test_a_witness_that_cannot_be_reached_is_told(folder):
    with pytest.raises(RefusedError, match="could not be asked"):
        post_to_authority("http://127.0.0.1:9", b"x")


@pytest.fixture
def repository(tmp_path, folder, monkeypatch):
    """A desk in git with an author who signs by ssh."""
    desk = folder.parent
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    subprocess.run(
        ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "author", "-f", tmp_path / "key"], check=True
    )
    public = (tmp_path / "key.pub").read_text()
    (tmp_path / "signers").write_text(f"author@example.org {public}")
    for setting in (
        ("user.name", "An Author"),
        ("user.email", "author@example.org"),
        ("gpg.ssh.allowedSignersFile", str(tmp_path / "signers")),
    ):
        subprocess.run(["git", "config", "--global", *setting], check=True)
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first entries"]):
        subprocess.run(["git", "-C", desk, *command], check=True)
    return tmp_path / "key"


def test_a_signed_tag_vouches_for_the_record(folder, repository):
    checkpoint = _checkpoint(folder)
    assert tag_checkpoint(folder, file_bytes(checkpoint), checkpoint.count, repository) == "record/3"
    report = record.verify(folder)
    assert report.notes == ("entries 1-3: git tag record/3: signed by author@example.org",)
    _forge(folder)
    assert record.verify(folder).first_bad_entry == 3


def test_a_tag_signed_by_a_stranger_is_not_accepted(folder, repository, tmp_path):
    checkpoint = _checkpoint(folder)
    tag_checkpoint(folder, file_bytes(checkpoint), checkpoint.count, repository)
    (tmp_path / "signers").write_text("")
    (note,) = record.verify(folder).notes
    assert note.startswith("NOT accepted: entries 1-3: git tag record/3: signature not accepted")


def _carried(folder, to):
    """A copy of the record without its repository, as a site carries it."""
    return shutil.copytree(folder, to / "site" / "record")


def test_a_copy_without_the_repository_still_says_which_key_signed(folder, repository, tmp_path):
    store_signed_tag(folder, _checkpoint(folder), repository)
    (note,) = record.verify(_carried(folder, tmp_path)).notes
    shown = subprocess.run(["ssh-keygen", "-lf", repository], capture_output=True, text=True, check=True)
    fingerprint = shown.stdout.split()[1]
    assert note == f"entries 1-3: copy of git tag record/3: signed with {fingerprint}"


def test_a_carried_tag_contradicts_a_forged_record(folder, repository, tmp_path):
    store_signed_tag(folder, _checkpoint(folder), repository)
    copy = _carried(folder, tmp_path)
    _forge(copy)
    assert record.verify(copy).first_bad_entry == 3


@pytest.mark.parametrize(("old", "new"), [(b"author@", b"bothor@"), (b"-----BEGIN SSH", b"-----BEGIN NO")])
def test_a_carried_tag_with_another_byte_is_not_accepted(folder, repository, tmp_path, old, new):
    path = store_signed_tag(folder, _checkpoint(folder), repository)
    path.write_bytes(path.read_bytes().replace(old, new))
    (note,) = record.verify(_carried(folder, tmp_path)).notes
    assert note.startswith("NOT accepted: entries 1-3: git.tag")


def test_a_tag_without_a_repository_is_refused(folder, tmp_path):
    with pytest.raises(RefusedError, match="git did not sign"):
        tag_checkpoint(folder, b"x", 3, tmp_path / "key")


def test_one_command_asks_every_witness(folder, repository, authority, authority_folder, calendar):
    from typer.testing import CliRunner

    from incumbent.cli.app import app

    _trust(folder, authority_folder)
    asked = ["--authority", authority, "--calendar", calendar["address"], "--sign", str(repository)]
    result = CliRunner().invoke(app, ["record", str(folder.parent), *asked])
    assert result.output.split() == ["kept", "127.0.0.1.tsr", "kept", "127.0.0.1.ots", "kept", "git.tag"]
    notes = record.verify(folder).notes
    assert [note.split()[2] for note in notes] == ["OpenTimestamps", "RFC", "copy", "git"]
    assert witnessed_count(folder) == 3


def test_an_answer_far_too_long_is_refused(folder):
    server, address = _serving(lambda _path, _body: (200, b"x" * 200_000))
    try:
        with pytest.raises(RefusedError, match="no time stamp"):
            post_to_authority(address, b"query")
    finally:
        server.shutdown()
