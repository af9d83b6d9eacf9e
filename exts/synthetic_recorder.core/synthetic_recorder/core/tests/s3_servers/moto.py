"""An S3 server on 127.0.0.1 that believes everybody, until it is told otherwise."""

from __future__ import annotations

import json
import logging
import urllib.request

import boto3
from moto import backends
from moto.server import ThreadedMotoServer

# moto looks through its own folders at each request, which takes longer than all the rest, and logs it.
_MODULES = tuple(backends.list_of_moto_modules())
backends.list_of_moto_modules = lambda: _MODULES
logging.getLogger("werkzeug").setLevel(logging.WARNING)

BUCKET = "recordings"
SECRET = "a-secret-that-nobody-may-see"


class MotoServer:
    """moto's server: all of a bucket, as its own client sees it."""

    def __init__(self):
        self._server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
        self._server.start()
        host, port = self._server.get_host_and_port()
        self.address = (host, port)
        self.url = f"http://{host}:{port}"
        self.client = self._client_of("s3")

    def begin(self):
        """Forget everything, and make an empty bucket."""
        self.trust_everybody()
        self._post("/moto-api/reset")
        self.client.create_bucket(Bucket=BUCKET)

    def end(self):
        self.trust_everybody()

    def stop(self):
        self.client.close()
        self._server.stop()

    def objects(self, below=""):
        """Return the bytes of each object by its key, without what the key begins with."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=below)
        keys = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
        return {key.removeprefix(below): self.read(key) for key in keys}

    def read(self, key):
        return self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read()

    def put(self, key, data=b"something"):
        self.client.put_object(Bucket=BUCKET, Key=key, Body=data)

    def allow(self, *actions):
        """Know one person only from here on, who may do these; return that one's key."""
        identities = self._client_of("iam")
        identities.create_user(UserName="recorder")
        # Listing is allowed of a bucket, everything else of objects.
        resources = [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/sets/*"]
        policy = {
            "Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": list(actions), "Resource": resources}],
        }
        identities.put_user_policy(UserName="recorder", PolicyName="some", PolicyDocument=json.dumps(policy))
        key = identities.create_access_key(UserName="recorder")["AccessKey"]
        identities.close()
        self._post("/moto-api/reset-auth", b"0")
        return key["AccessKeyId"], key["SecretAccessKey"]

    def trust_everybody(self):
        self._post("/moto-api/reset-auth", b"inf")

    def _client_of(self, service):
        return boto3.client(
            service,
            endpoint_url=self.url,
            region_name="us-east-1",
            aws_access_key_id="owner",
            aws_secret_access_key="owner",
        )

    def _post(self, path, body=b""):
        request = urllib.request.Request(
            self.url + path, data=body, headers={"Content-Type": "text/plain"}, method="POST"
        )
        with urllib.request.urlopen(request) as answer:
            answer.read()
