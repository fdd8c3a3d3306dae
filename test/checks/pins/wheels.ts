import { spawnSync } from 'node:child_process';

/** A distribution made by hand. */
export interface Wheel {
  readonly name: string;
  readonly version: string;
  readonly requires?: readonly string[];
  /** Contents by path: `{'kombu/__init__.py': ''}`. */
  readonly files?: Readonly<Record<string, string>>;
}

const version = spawnSync('python3', ['-m', 'pip', '--version'], { encoding: 'utf8' });
const [, major = '0', minor = '0'] = /^pip (\d+)\.(\d+)/.exec(version.stdout ?? '') ?? [];

/** `3.11`, the python of these tests. */
export const pythonHere = /\(python (\d+\.\d+)\)/.exec(version.stdout ?? '')?.[1] ?? '';

/** A pip that can tell what it would install: 22.2 or newer. */
export const hasPip = Number(major) > 22 || (Number(major) === 22 && Number(minor) >= 2);

/** Writes wheels into a directory that pip may use as its index (PIP_NO_INDEX, PIP_FIND_LINKS). */
export function makeWheels(directory: string, wheels: readonly Wheel[]): void {
  const made = spawnSync('python3', ['-c', script, directory], { input: JSON.stringify(wheels), encoding: 'utf8' });
  if (made.status !== 0) {
    throw new Error(made.stderr);
  }
}

const script = `
import json, os, sys, zipfile
os.makedirs(sys.argv[1], exist_ok=True)
for wheel in json.load(sys.stdin):
    name, version = wheel["name"].replace("-", "_"), wheel["version"]
    info = f"{name}-{version}.dist-info"
    files = dict(wheel.get("files") or {f"{name}/__init__.py": ""})
    requires = "".join(f"Requires-Dist: {one}\\n" for one in wheel.get("requires", []))
    files[f"{info}/METADATA"] = f"Metadata-Version: 2.1\\nName: {wheel['name']}\\nVersion: {version}\\n{requires}"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\\nGenerator: hand\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    files[f"{info}/RECORD"] = "".join(f"{path},,\\n" for path in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(os.path.join(sys.argv[1], f"{name}-{version}-py3-none-any.whl"), "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
`;

/** Where the python of these tests lies: `bin/python3` is below it. */
export const pythonPrefix =
  spawnSync('python3', ['-c', 'import sys; print(sys.prefix)'], { encoding: 'utf8' }).stdout?.trim() ?? '';
