//! How a lively desk begins: the demo's world poured into the server's store, once.
//!
//! Owns: who signs in by which name, and the note beside the files that says when it began. Always: a desk that has
//! begun goes on with the world that it began with.

use crate::NotLively;
use desk_contract::directory::Directory;
use desk_contract::{Slice, Timestamp, World};
use desk_demo::{Archive, Demo, DemoOptions};
use desk_server::{Clock, Config, Seat, pour};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io;
use std::path::PathBuf;

/// The names by which the demo's people sign in, in the order of its directory.
const LOGINS: [&str; 7] = ["anna", "dmitry", "elena", "igor", "svetlana", "timur", "vadim"];

/// A contact centre as it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Centre {
    /// Its people.
    pub options: DemoOptions,
    /// So many past appeals more stand in the history.
    pub archive: u32,
    /// What all of them sign in with.
    pub password: String,
}

/// What is noted of the beginning.
#[derive(Serialize, Deserialize)]
struct Beginning {
    began: Timestamp,
    seed: u64,
}

impl Centre {
    /// Whether nobody acts by himself.
    #[must_use]
    pub fn is_still(&self) -> bool {
        let pace = self.options.pace;
        !(pace > 0.0 && pace.is_finite())
    }

    /// Makes a new desk begin with this world at that moment, and answers it.
    ///
    /// # Errors
    /// See [`NotLively`].
    pub async fn begins(&self, config: &Config, began: Timestamp) -> Result<Demo, NotLively> {
        let demo = Demo::begin(self.options, began);
        let world = self.with_archive(&demo, began);
        let seats = seats(world.directory(), &self.password);
        pour(config, (&world, &|file| demo.file(file)), &seats).await?;
        let noted =
            serde_json::to_string(&Beginning { began, seed: self.options.seed }).map_err(io::Error::from)?;
        fs::create_dir_all(&config.files)?;
        fs::write(note(config), noted)?;
        Ok(demo)
    }

    /// The demo as the desk began with it; a new desk begins now.
    ///
    /// # Errors
    /// See [`NotLively`].
    pub async fn opened(&self, config: &Config, clock: &Clock) -> Result<Demo, NotLively> {
        let noted = match fs::read_to_string(note(config)) {
            Ok(noted) => serde_json::from_str::<Beginning>(&noted).map_err(io::Error::from)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return self.begins(config, clock.now()).await;
            }
            Err(error) => return Err(error.into()),
        };
        Ok(Demo::begin(DemoOptions { seed: noted.seed, ..self.options }, noted.began))
    }

    fn with_archive(&self, demo: &Demo, began: Timestamp) -> World {
        let mut world = demo.world().clone();
        let archive = Archive::kept(self.options.seed, began, self.archive);
        for place in 0..archive.len() {
            let id = archive.id(place, archive.entry(place).created_ms);
            if let Some((appeal, thread)) = archive.appeal(id) {
                world.put(appeal, thread);
            }
        }
        world
    }
}

/// Everybody's name to sign in with, and the password that all have.
#[must_use]
pub fn seats(directory: &Directory, password: &str) -> Vec<Seat> {
    let people = directory.operators.iter().zip(LOGINS);
    people
        .map(|(operator, login)| Seat {
            operator: operator.id,
            login: login.to_owned(),
            password: password.to_owned(),
        })
        .collect()
}

fn note(config: &Config) -> PathBuf {
    config.files.join("beginning.json")
}
