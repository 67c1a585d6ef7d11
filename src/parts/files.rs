//! What every place knows of a file: its kind, its size in words, its address.
//!
//! Never: brings one, or says what may be done with it.

use crate::desk::{Failure, use_desk};
use crate::i18n::{language, tr};
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use desk_contract::refusal::Language;
use icondata_core::Icon as Drawing;
use leptos::prelude::*;

/// Whether a browser shows it as a picture that runs no script.
pub(crate) fn is_picture(file: &Attachment) -> bool {
    matches!(
        file.media_type.as_str(),
        "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif" | "image/bmp"
    )
}

/// A file's kind as an icon.
pub(crate) fn icon_of(file: &Attachment) -> Drawing {
    let kind = file.media_type.as_str();
    let kind = kind.split_once('/').map_or(kind, |(family, rest)| match family {
        "image" | "audio" | "video" | "text" => family,
        _ => rest,
    });
    match kind {
        "image" => icondata_lu::LuFileImage,
        "audio" => icondata_lu::LuFileAudio,
        "video" => icondata_lu::LuFileVideo,
        "text" | "pdf" | "msword" => icondata_lu::LuFileText,
        "zip" | "gzip" | "x-7z-compressed" | "vnd.rar" => icondata_lu::LuFileArchive,
        other if other.contains("sheet") || other.contains("excel") => icondata_lu::LuFileSpreadsheet,
        other if other.contains("wordprocessing") => icondata_lu::LuFileText,
        _ => icondata_lu::LuFile,
    }
}

/// A size in words.
pub(crate) fn size_words(bytes: u64) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = KILO * KILO;
    if bytes >= MEGA {
        let tenths = (bytes * 10).div_ceil(MEGA);
        let point = if language() == Language::Ru { ',' } else { '.' };
        let size = match (tenths / 10, tenths % 10) {
            (whole, 0) => whole.to_string(),
            (whole, tenth) => format!("{whole}{point}{tenth}"),
        };
        return tr!(file.megabytes, size = size);
    }
    if bytes >= KILO {
        return tr!(file.kilobytes, size = bytes.div_ceil(KILO));
    }
    tr!(file.bytes, size = bytes)
}

/// The address of a file, once it is known; asked for when this is called.
pub(crate) fn use_address(id: AttachmentId) -> RwSignal<Option<Result<String, Failure>>> {
    let desk = use_desk();
    let address = RwSignal::new(None);
    leptos::task::spawn_local(async move {
        let found = desk.file_address(id).await;
        address.try_set(Some(found));
    });
    address
}
