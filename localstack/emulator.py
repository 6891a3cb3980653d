"""Runs MiniStack with a few small corrections where it behaves unlike AWS (README.md says which, and why).

Each correction fits or the emulator refuses to start: see correct.py.
"""

import atexit
import hashlib
import io
import json
import os
import random
import shutil
import sys
import tempfile
import zipfile

import ministack.app as app
import ministack.core.lambda_runtime as runtime
import ministack.services.cloudformation.provisioners as provisioners
import ministack.services.cloudwatch as cloudwatch
import ministack.services.lambda_svc as lambda_service
import ministack.services.stepfunctions as stepfunctions
from correct import correct
from embedded_metrics import record_embedded_metrics

# The worker script calls url.parse(), whose warning would be in every function's log. A young generation that may not
# grow saves about 20 MB in each of the processes, of which there is one per function.
NODE_FLAGS = ["--disable-warning=DEP0169", "--max-semi-space-size=1"]

SHELVED = b"unpacked:"
END_OF_INVOCATION = "\x1edriftloop: end of invocation\x1e"


def name_errors():
    """An error keeps its name: Step Functions' Retry and Catch match on it. A dead process is Runtime.ExitError."""
    correct(
        runtime,
        "_NODEJS_WORKER_SCRIPT",
        (
            'error: String(err.message || err), trace: err.stack || ""',
            'error: String(err.message || err), errorType: (err && err.name) || typeof err, trace: (err && err.stack) || ""',
        ),
        (
            "status: \"error\", error: e.message, trace: e.stack",
            "status: \"error\", error: e.message, errorType: e.name, trace: e.stack",
        ),
    )
    correct(
        lambda_service,
        "_execute_function_warm",
        ('error_type = "Runtime.HandlerError"', 'error_type = result.get("errorType") or "Runtime.ExitError"'),
        ('"errorType": type(e).__name__}', '"errorType": "Runtime.ExitError"}'),
        (
            '"errorType": error_type,\n                },',
            '"errorType": error_type,\n                    **({"trace": result["trace"].split("\\n")} if result.get("trace") else {}),\n                },',
        ),
    )


def keep_environments():
    """A handler that throws keeps its execution environment; only a crash or a timeout costs a cold start."""
    correct(
        runtime.Worker,
        "invoke",
        ('if response.get("status") == "error":', 'if response.get("status") == "error" and "errorType" not in response:'),
        ("self._drain_stderr_bounded()", "self._read_log()"),
    )
    # The worker ends its log with a mark, so that the log is complete and nothing waits for more.
    correct(
        runtime,
        "_NODEJS_WORKER_SCRIPT",
        (
            "const settle = (err, res) => {\n        if (settled) return;\n        settled = true;",
            "const settle = (err, res) => {\n        if (settled) return;\n        settled = true;\n"
            f"        _stderrWrite({json.dumps(END_OF_INVOCATION)} + '\\n');",
        ),
    )

    def read_log(worker):
        lines = []
        while worker._proc is not None and worker._proc.poll() is None:
            try:
                line = worker._stderr_queue.get(timeout=0.25)
            except runtime.queue.Empty:
                return "\n".join(lines)
            if line == END_OF_INVOCATION:
                return "\n".join(lines)
            lines.append(line)
        return "\n".join([*lines, worker._drain_stderr_bounded()]).strip("\n")

    runtime.Worker._read_log = read_log


def share_code():
    """Code and layers are unpacked once by their digest, not once per execution environment, and layers do not stay in
    memory. Layers are found through NODE_PATH only: on AWS an ESM import does not see them."""
    correct(
        runtime.Worker,
        "_spawn",
        (
            """    code_dir = os.path.join(self._tmpdir, "code")
    os.makedirs(code_dir)
    with open(os.path.join(self._tmpdir, "code.zip"), "wb") as f:
        f.write(self.code_zip)
    with zipfile.ZipFile(os.path.join(self._tmpdir, "code.zip")) as zf:
        zf.extractall(code_dir)
""",
            "    code_dir = _unpack_once(self.code_zip)\n",
        ),
        (
            '                layer_dir = os.path.join(self._tmpdir, f"layer_{len(layers_dirs)}")\n                os.makedirs(layer_dir)\n',
            "                layers_dirs.append(_unpack_once(layer_data))\n                continue\n",
        ),
        ('if layers_dirs and runtime.startswith("nodejs"):', "if False:"),
        ("stderr_out = self._proc.stderr.read(4096)", "stderr_out = self._drain_stderr_bounded()"),
        ("[binary, worker_path]", "[binary, *_NODE_FLAGS, worker_path]"),
    )
    folder = os.environ["DRIFTLOOP_UNPACKED"]

    def unpack_once(archive):
        if archive.startswith(SHELVED):
            return os.path.join(folder, archive[len(SHELVED) :].decode())
        target = os.path.join(folder, hashlib.sha256(archive).hexdigest()[:32])
        if not os.path.isdir(target):
            os.makedirs(folder, exist_ok=True)
            partial = tempfile.mkdtemp(dir=folder, prefix="partial-")
            with zipfile.ZipFile(io.BytesIO(archive)) as packed:
                packed.extractall(partial)
            try:
                os.rename(partial, target)
            except OSError:  # another thread was faster
                shutil.rmtree(partial, ignore_errors=True)
        return target

    def shelve(archive):
        return SHELVED + os.path.basename(unpack_once(archive)).encode()

    correct(provisioners, "_lambda_layer_create", ('"_zip_data": zip_data,', '"_zip_data": _shelve(zip_data),'))
    provisioners._shelve = shelve
    runtime._unpack_once = unpack_once
    runtime._NODE_FLAGS = NODE_FLAGS



def end_idle_environments():
    """An environment that was idle for five minutes ends, the last one of its function too."""
    correct(runtime, "reap_idle_workers", ("(i == 0 and not snapstart_version)", "False"))


def retry_as_written():
    """Retriers honour MaxDelaySeconds and JitterStrategy."""
    correct(stepfunctions, "_execute_task", ("_scaled_sleep(min(sleep_sec, 60))", "_scaled_sleep(_retry_delay(retrier, sleep_sec))"))

    def retry_delay(retrier, seconds):
        seconds = min(seconds, retrier.get("MaxDelaySeconds", 31622400))
        return random.uniform(0, seconds) if retrier.get("JitterStrategy") == "FULL" else seconds

    stepfunctions._retry_delay = retry_delay


def start_at_once():
    """An execution starts when it is asked to, not 0.15 s later."""
    correct(stepfunctions, "_run_execution", ("    time.sleep(0.15)\n", ""))


def read_map_lists():
    """The ItemReader of a Distributed Map in JSONata names its list by Arguments."""
    correct(
        stepfunctions,
        "_read_map_items",
        (
            'params = _resolve_params_obj(reader.get("Parameters") or reader.get("Arguments") or {}, effective, ctx)',
            'params = (_apply_jsonata_template(reader["Arguments"], effective, ctx) if "Arguments" in reader'
            ' else _resolve_params_obj(reader.get("Parameters") or {}, effective, ctx))',
        ),
    )


def validate_requests():
    """CloudFormation's methods keep their request validator."""
    correct(
        provisioners,
        "_apigw_method_create",
        (
            '"requestModels": props.get("RequestModels", {}),',
            '"requestModels": props.get("RequestModels", {}),\n        "requestValidatorId": props.get("RequestValidatorId"),',
        ),
    )
    create = provisioners._apigw_request_validator_create

    def create_validator(logical_id, props, stack_name):
        identifier, attributes = create(logical_id, props, stack_name)
        provisioners._apigw_v1._request_validators.setdefault(props["RestApiId"], {})[identifier] = {
            "id": identifier,
            "name": props.get("Name", ""),
            "validateRequestBody": str(props.get("ValidateRequestBody")).lower() == "true",
            "validateRequestParameters": str(props.get("ValidateRequestParameters")).lower() == "true",
        }
        return identifier, attributes

    provisioners._RESOURCE_HANDLERS["AWS::ApiGateway::RequestValidator"]["create"] = create_validator


def enforce_permissions():
    """AUTH=true lets a Lambda do what its role allows and nothing else. Policies that demand TLS are content with the
    loopback interface."""
    correct(
        app,
        "app",
        ('headers.get("x-forwarded-proto", "").split(",")[0].strip().lower() == "https")', "True)"),
    )


def metrics_from_logs():
    """Embedded-metric-format lines of a Lambda's log become CloudWatch metrics, and alarms look at them."""
    emit_logs = lambda_service._emit_lambda_logs

    def emit_logs_and_metrics(func, request_id, log_text, *rest, **options):
        emit_logs(func, request_id, log_text, *rest, **options)
        found = False
        for line in (log_text or "").splitlines():
            if '"_aws"' in line:
                found = record_embedded_metrics(line) or found
        if found:
            cloudwatch._evaluate_all_alarms()

    lambda_service._emit_lambda_logs = emit_logs_and_metrics


def main():
    name_errors()
    keep_environments()
    end_idle_environments()
    share_code()
    retry_as_written()
    start_at_once()
    read_map_lists()
    validate_requests()
    enforce_permissions()
    metrics_from_logs()
    atexit.register(runtime.reset)
    sys.argv = ["ministack"]
    app.main()


if __name__ == "__main__":
    main()
