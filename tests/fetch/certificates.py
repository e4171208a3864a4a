"""A certificate authority for one test run, made by the `openssl` command."""

import shutil
import ssl
import subprocess
from pathlib import Path

import pytest


def make(folder: Path, host: str) -> tuple[Path, ssl.SSLContext, list[str]]:
    """The authority's certificate, a server's context for `host`, and the names clients will have asked it for."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("the openssl command is missing: apt install openssl")

    def run(*words: str) -> None:
        subprocess.run([openssl, *words], cwd=folder, check=True, capture_output=True)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    usage = ("-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    run(
        "req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=test authority", *usage
    )
    run("req", *key, "-keyout", "host.key", "-out", "host.csr", "-subj", f"/CN={host}")
    (folder / "ext").write_text(
        f"subjectAltName=DNS:{host}\nbasicConstraints=CA:FALSE\nauthorityKeyIdentifier=keyid\nsubjectKeyIdentifier=hash\n"
    )
    signed = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "ext")
    run("x509", "-req", "-in", "host.csr", "-out", "host.pem", *signed)
    names: list[str] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "host.pem", folder / "host.key")
    context.sni_callback = lambda sock, name, ctx: names.append(name or "")
    return folder / "ca.pem", context, names
