//! How the processes of one PostgreSQL hear of one another: LISTEN and NOTIFY.
//!
//! Always: a word that is lost is made up for, because the journal is looked at by itself too.

use super::{News, Whispered};
use crate::desk::Desk;
use crate::store::{EVENTS_CHANNEL, WHISPERS_CHANNEL};
use sqlx::postgres::{PgListener, PgNotification};
use std::sync::Arc;
use std::time::Duration;

const TRIES_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// Hears the other processes, for as long as this one lives.
pub(super) async fn listen(desk: Arc<Desk>) {
    loop {
        if let Err(failure) = hear(&desk).await {
            tracing::warn!(%failure, "the other processes are not heard for a moment");
        }
        tokio::time::sleep(TRIES_AGAIN_AFTER).await;
    }
}

async fn hear(desk: &Desk) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect(&desk.config.database_url).await?;
    listener.listen_all([EVENTS_CHANNEL, WHISPERS_CHANNEL]).await?;
    desk.feed.wake();
    loop {
        take(desk, &listener.recv().await?);
    }
}

fn take(desk: &Desk, heard: &PgNotification) {
    if heard.channel() == EVENTS_CHANNEL {
        return desk.feed.wake();
    }
    match serde_json::from_str::<Whispered>(heard.payload()) {
        Ok(whispered) => desk.feed.tell(News::Whispered(Arc::new(whispered))),
        Err(cause) => tracing::warn!(%cause, "a whisper of another process is not understood"),
    }
}
