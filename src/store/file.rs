//! Files that appear whole or not at all.

use super::StoreError;
use super::id::hex;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// End of a temporary's name.
const TEMPORARY: &str = ".tmp";

/// Writes a file through a temporary that takes its place when all is on the disk,
/// and returns the content's SHA-256. After an error there is no temporary, and a
/// file of that name is as it was.
pub(super) fn replace(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<String, StoreError> {
    let temporary = temporary(path);
    let written = write(&temporary, fill).and_then(|sum| {
        fs::rename(&temporary, path)?;
        Ok(sum)
    });
    let sum = written.map_err(|source| {
        // The first error is what the user needs.
        let _ = fs::remove_file(&temporary);
        io_error("write", path)(source)
    })?;
    sync_folder(path.parent().unwrap_or(Path::new(".")))?;
    Ok(sum)
}

/// Makes renames in a folder last.
pub(super) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    // Windows opens no folders, and needs none opened for this.
    if cfg!(unix) {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let synced = File::open(folder).and_then(|opened| opened.sync_all());
        match synced {
            // Some network file systems cannot.
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) => {}
            other => other.map_err(io_error("write", folder))?,
        }
    }
    Ok(())
}

/// Reads a file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    fs::read(path).map_err(io_error("read", path))
}

/// Removes temporaries that a killed process left.
pub(super) fn sweep(folder: &Path) -> Result<(), StoreError> {
    for entry in entries(folder)? {
        if name(&entry).ends_with(TEMPORARY) && name(&entry).starts_with('.') {
            fs::remove_file(&entry).map_err(io_error("remove", &entry))?;
        }
    }
    Ok(())
}

/// Paths in a folder, sorted; none if there is no folder.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(e) => return Err(io_error("read", folder)(e)),
    };
    let paths: io::Result<Vec<PathBuf>> = listed.map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths.map_err(io_error("read", folder))?;
    paths.sort();
    Ok(paths)
}

/// A path's last part.
pub(super) fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// A path beside `path` that starts with a dot and ends with `suffix`.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    path.with_file_name(format!(".{}{suffix}", name(path)))
}

/// What turns an error of the operating system into ours.
pub(super) fn io_error(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_path_buf();
    move |source| StoreError::Io {
        action,
        path,
        source,
    }
}

pub(super) fn temporary(path: &Path) -> PathBuf {
    beside(path, TEMPORARY)
}

fn write(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<String> {
    let mut out = Summing {
        file: BufWriter::with_capacity(1 << 16, File::create(path)?),
        sum: Sha256::new(),
    };
    fill(&mut out)?;
    out.flush()?;
    out.file.get_ref().sync_all()?;
    Ok(hex(&out.sum.finalize()))
}

/// A file and the sum of what went into it.
struct Summing {
    file: BufWriter<File>,
    sum: Sha256,
}

impl Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_or_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let sum = replace(&path, |out| out.write_all(b"abc")).unwrap();
        assert_eq!(sum, hex(&Sha256::digest(b"abc")));
        let broken = replace(&path, |out| {
            out.write_all(b"half")?;
            Err(io::Error::other("stop"))
        });
        assert_eq!(broken.unwrap_err().exit_code(), 15);
        assert_eq!(read(&path).unwrap(), b"abc");
        assert_eq!(entries(folder.path()).unwrap(), [path]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_leaves_no_half_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("weekly.csv");
        std::os::unix::fs::symlink("/dev/full", temporary(&path)).unwrap();
        let error = replace(&path, |out| out.write_all(&[0; 100_000])).unwrap_err();
        assert_eq!(error.exit_code(), 15);
        let text = error.to_string();
        assert!(
            text.contains("weekly.csv") && text.contains("No space"),
            "{text}"
        );
        assert!(entries(folder.path()).unwrap().is_empty());
    }

    #[test]
    fn only_temporaries_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.csv", "notes.tmp", ".a.csv.tmp"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        sweep(folder.path()).unwrap();
        let left = entries(folder.path()).unwrap();
        assert_eq!(
            left.iter().map(|p| name(p)).collect::<Vec<_>>(),
            ["a.csv", "notes.tmp"]
        );
    }
}
