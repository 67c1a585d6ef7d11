//! Who did what stands in the log, and no secret with it.

use crate::person::sign_in;
use crate::site::Site;
use desk_contract::command::TakeAppeal;
use desk_server::AUDIT;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, OnceLock};
use tracing_subscriber::fmt;

/// What the log has told.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<u8>>>);

impl Write for Told {
    fn write(&mut self, words: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(words)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Told {
    fn lines(&self) -> Vec<String> {
        let told = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        told.lines().filter(|line| line.contains(&format!("{AUDIT}:"))).map(str::to_owned).collect()
    }
}

/// The log of this whole process: other tests write into it too.
fn log() -> &'static Told {
    static LOG: OnceLock<Told> = OnceLock::new();
    LOG.get_or_init(|| {
        let told = Told::default();
        let writer = told.clone();
        let log = fmt().with_writer(move || writer.clone()).with_ansi(false).finish();
        tracing::subscriber::set_global_default(log).unwrap();
        told
    })
}

#[tokio::test]
async fn who_did_what_is_told_and_no_secret_with_it() {
    let told = log();
    let site = Site::on_sqlite().await;
    sign_in(&site.address(), "admin", "guessed-wrongly").await;
    let people = site.people().await;
    let appeal = people.client_writes("Где мой заказ?").await;
    people.anna.done(TakeAppeal { appeal }).await;
    people.boris.wish(TakeAppeal { appeal }).await.expect_err("taken");
    let (anna, boris) = (people.anna.id().await.to_string(), people.boris.id().await.to_string());
    people.boris.sign_out().await;
    let lines = told.lines();
    for due in [
        vec!["somebody did not sign in", "admin"],
        vec!["somebody signed in", &anna],
        vec!["register_appeal", "actor=connector", "done"],
        vec!["take_appeal", &anna, "done"],
        vec!["take_appeal", &boris, "already_taken", "refused"],
        vec!["somebody signed out", &boris],
    ] {
        let is_told = lines.iter().any(|line| due.iter().all(|word| line.contains(word)));
        assert!(is_told, "{due:?} is not told:\n{}", lines.join("\n"));
    }
    for secret in ["guessed-wrongly", "Где мой заказ?", site.administrator.password.as_str()] {
        assert!(lines.iter().all(|line| !line.contains(secret)), "{secret} is told");
    }
}
