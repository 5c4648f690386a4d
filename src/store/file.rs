//! Files that appear whole or not at all. A folder may come from elsewhere, so that no
//! link in it is followed, and nothing is removed but by its name.

use super::StoreError;
use super::id::hex;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// End of a temporary's name, which nobody else gives to a file.
const TEMPORARY: &str = ".passcast-tmp";

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

/// Reads a file that is no link.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    refuse_link(path)?;
    fs::read(path).map_err(io_error("read", path))
}

/// Refuses a link: what it points to is not the run's.
pub(super) fn refuse_link(path: &Path) -> Result<(), StoreError> {
    if kind(path) == Some(Kind::Link) {
        return Err(StoreError::Damaged {
            file: path.to_path_buf(),
            reason: "it is a link, and a run folder has none",
        });
    }
    Ok(())
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    Other,
}

/// What stands at a path, links not followed; `None` if nothing does.
pub(super) fn kind(path: &Path) -> Option<Kind> {
    let of = fs::symlink_metadata(path).ok()?.file_type();
    Some(if of.is_symlink() {
        Kind::Link
    } else if of.is_dir() {
        Kind::Folder
    } else if of.is_file() {
        Kind::File
    } else {
        Kind::Other
    })
}

/// Whether a text can only be the name of a file in a folder.
pub(super) fn is_plain_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    !name.is_empty() && name.chars().all(plain) && !name.starts_with('.')
}

/// Whether a file's name is that of a temporary of ours.
pub(super) fn is_temporary(name: &str) -> bool {
    name.starts_with('.') && name.ends_with(TEMPORARY)
}

/// Removes temporaries that a killed process left.
pub(super) fn sweep(folder: &Path) -> Result<(), StoreError> {
    for entry in entries(folder)? {
        if is_temporary(&name(&entry)) {
            remove(&entry)?;
        }
    }
    Ok(())
}

/// Removes a file, or a link itself.
pub(super) fn remove(path: &Path) -> Result<(), StoreError> {
    fs::remove_file(path).map_err(io_error("remove", path))
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
    // What stands there is a killed process's, or a link: it goes, and nothing is
    // written through it.
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    let mut out = Summing {
        file: BufWriter::with_capacity(1 << 16, File::create_new(path)?),
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
        let full = |out: &mut dyn Write| {
            out.write_all(&[0; 100_000])?;
            File::create("/dev/full")?.write_all(b"more")
        };
        let error = replace(&path, full).unwrap_err();
        assert_eq!(error.exit_code(), 15);
        let text = error.to_string();
        assert!(
            text.contains("weekly.csv") && text.contains("No space"),
            "{text}"
        );
        assert!(entries(folder.path()).unwrap().is_empty());
    }

    #[test]
    #[cfg(unix)]
    fn links_are_neither_read_nor_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (mine, path) = (folder.path().join("mine"), folder.path().join("a.csv"));
        fs::write(&mine, "mine").unwrap();
        for link in [temporary(&path), path.clone()] {
            std::os::unix::fs::symlink(&mine, &link).unwrap();
            assert_eq!(read(&link).unwrap_err().exit_code(), 16);
        }
        replace(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!(read(&path).unwrap(), b"new");
        assert_eq!(read(&mine).unwrap(), b"mine");
        std::os::unix::fs::symlink(&mine, temporary(&path)).unwrap();
        sweep(folder.path()).unwrap();
        assert_eq!(read(&mine).unwrap(), b"mine");
    }

    #[test]
    fn plain_names_lead_nowhere() {
        for name in ["weekly.csv", "a-b_c.1"] {
            assert!(is_plain_name(name));
        }
        for name in [
            "", ".", "..", "../x", "/x", "a/b", "a\\b", ".git", "a b", "c:x",
        ] {
            assert!(!is_plain_name(name), "{name}");
        }
    }

    #[test]
    fn only_temporaries_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.csv", "notes.tmp", ".a.csv.tmp", ".a.csv.passcast-tmp"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        sweep(folder.path()).unwrap();
        let left = entries(folder.path()).unwrap();
        assert_eq!(
            left.iter().map(|p| name(p)).collect::<Vec<_>>(),
            [".a.csv.tmp", "a.csv", "notes.tmp"]
        );
    }
}
