//! The site under test: the built application on a free port of this machine, with a `config.json` of
//! the test's own.
//!
//! Owns: content types, the page for every path of the application, and which requests failed.

use crate::behind::Desk;
use crate::failed::Unmet;
use crate::reference::Reference;
use crate::server::{Broken, Server};
use crate::world::World;
use desk_contract::wire::names::PREFIX;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;

/// The path of a script that runs before all else.
const BEFORE: &str = "/before.js";
/// The path of a page that has the desk in a frame.
const OUTER: &str = "/outer";
/// What it says. By another name of this machine it is of another site than the desk in its frame.
const FRAMING: &str = "<!doctype html><html lang=\"ru\"><title>CRM</title><link rel=\"icon\" href=\"data:,\">\
     <body style=\"margin: 0\"><iframe title=\"desk\" style=\"display: block; border: 0; width: 100vw; height: 100vh\"></iframe>\
     <script>document.querySelector('iframe').src = `http://${location.search.slice(1)}/`</script></body></html>";

/// The path of a page that has the desk in a frame and talks with it, by the example of docs/embedding.md.
const HOST: &str = "/host";

/// A running site; ends with the test's runtime.
#[derive(Clone, Debug)]
pub struct Site {
    address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    dist: PathBuf,
    /// The port of the page that has the desk in a frame.
    outer: u16,
    /// The server behind `/api`, where the world has one.
    server: Option<Arc<Server>>,
    /// The reference server, where the world has one.
    reference: Option<Reference>,
    /// The reference server with the demo's people, where the run is of one.
    desk: Option<Desk>,
    world: Mutex<World>,
    not_found: Mutex<Vec<String>>,
    /// The beginning of a file's name that is not given out.
    withheld: Mutex<Option<&'static str>>,
    /// What runs in a page before all else.
    before: Mutex<String>,
}

impl Site {
    /// A site that somebody else serves at that address.
    pub(crate) fn at(address: SocketAddr) -> Self {
        let shared = Shared {
            dist: PathBuf::new(),
            outer: address.port(),
            server: None,
            reference: None,
            desk: None,
            world: Mutex::new(World::Missing),
            not_found: Mutex::default(),
            withheld: Mutex::default(),
            before: Mutex::default(),
        };
        Self { address, shared: Arc::new(shared) }
    }

    /// Serves the application with that world.
    ///
    /// # Errors
    /// `DESK_DIST` names no built application, or no port is free.
    pub async fn of(world: World) -> Result<Self, Unmet> {
        let dist = std::env::var_os("DESK_DIST").map(PathBuf::from).unwrap_or_default();
        if !dist.join("index.html").is_file() {
            let sentence =
                "DESK_DIST must name the folder of the built application; `cargo xtask test e2e` sets it";
            return Err(Unmet(sentence.to_owned()));
        }
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(unmet)?;
        let here = listener.local_addr().map_err(unmet)?;
        let reference = match &world {
            World::Reference => Some(Reference::started(&dist, Vec::new()).await?),
            World::Framed { is_listed } => {
                let listed = is_listed.then(|| format!("http://localhost:{}", here.port()));
                Some(Reference::started(&dist, listed.into_iter().collect()).await?)
            }
            World::Elsewhere => Some(Reference::started(&dist, vec![format!("http://{here}")]).await?),
            _ => None,
        };
        let desk = match &world {
            World::Demo(demo) => Desk::started(demo, &dist).await?,
            _ => None,
        };
        let address = match (&world, &reference, &desk) {
            (World::Reference | World::Framed { .. }, Some(reference), _) => reference.line.address,
            (_, _, Some(desk)) => desk.address(),
            _ => here,
        };
        let shared = Shared {
            dist,
            outer: here.port(),
            server: matches!(world, World::Server).then(|| Arc::new(Server::begun())),
            reference,
            desk,
            world: Mutex::new(world),
            not_found: Mutex::default(),
            withheld: Mutex::default(),
            before: Mutex::default(),
        };
        let site = Self { address, shared: Arc::new(shared) };
        tokio::spawn(serve(listener, Arc::clone(&site.shared)));
        Ok(site)
    }

    /// The server behind the desk.
    ///
    /// # Errors
    /// The world has none.
    pub fn server(&self) -> Result<&Server, Unmet> {
        self.shared.server.as_deref().ok_or_else(|| Unmet("a world with a server".to_owned()))
    }

    /// The reference server that serves this site.
    ///
    /// # Errors
    /// The world has none.
    pub fn reference(&self) -> Result<&Reference, Unmet> {
        self.shared.reference.as_ref().ok_or_else(|| Unmet("a world with the reference server".to_owned()))
    }

    /// The reference server with the demo's people, where the run is of one.
    pub(crate) fn desk(&self) -> Option<&Desk> {
        self.shared.desk.as_ref()
    }

    /// Puts another `config.json` in place, as an administrator would.
    pub fn becomes(&self, world: World) {
        *self.shared.world.lock().unwrap_or_else(PoisonError::into_inner) = world;
    }

    /// Does not give out the files of the application whose names begin so, as after a newer version took their
    /// place; `None` gives out all.
    pub(crate) fn withholds(&self, beginning: Option<&'static str>) {
        *self.shared.withheld.lock().unwrap_or_else(PoisonError::into_inner) = beginning;
    }

    /// Whether the application is in pieces; only the release is.
    #[must_use]
    pub fn is_in_pieces(&self) -> bool {
        let files = std::fs::read_dir(&self.shared.dist);
        let mut names = files.into_iter().flatten().flatten().map(|file| file.file_name());
        names.any(|name| name.to_string_lossy().starts_with("pieces-"))
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The name of this machine that is in it.
    pub(crate) fn host(&self) -> String {
        self.address.ip().to_string()
    }

    /// Tells every page a script before it begins, for a browser that cannot be told one.
    pub(crate) fn begins_pages_with(&self, script: &str) -> Result<(), Unmet> {
        if self.shared.reference.is_some()
            || self.shared.desk.is_some()
            || self.shared.dist.as_os_str().is_empty()
        {
            return Err(Unmet::lack("a way to tell a script to another server's page before it begins"));
        }
        let mut before = self.shared.before.lock().unwrap_or_else(PoisonError::into_inner);
        before.push_str(&format!("{{ {script} }}\n"));
        Ok(())
    }

    /// The address of a page of another site that has this one in a frame.
    pub(crate) fn framed(&self) -> String {
        format!("http://localhost:{}{OUTER}?{}", self.shared.outer, self.address)
    }

    /// The same of one that talks with it.
    pub(crate) fn hosted(&self) -> String {
        format!("http://localhost:{}{HOST}?{}", self.shared.outer, self.address)
    }

    /// The files that were asked for and are not there.
    pub(crate) fn not_found(&self) -> Vec<String> {
        self.shared.not_found.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        let answer = service_fn(move |request: Request<Incoming>| {
            let takes_brotli = request.headers().get_all(ACCEPT_ENCODING).iter().any(|encodings| {
                encodings.to_str().is_ok_and(|encodings| encodings.split(',').any(|one| one.trim() == "br"))
            });
            let shared = Arc::clone(&shared);
            async move {
                match &shared.server {
                    Some(server) if request.uri().path().starts_with(PREFIX) => {
                        Arc::clone(server).answer(request).await
                    }
                    _ => Ok::<_, Broken>(shared.answer(request.uri().path(), takes_brotli)),
                }
            }
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .serve_connection(TokioIo::new(stream), answer)
            .with_upgrades();
        // A connection that the browser breaks off is nobody's fault.
        tokio::spawn(async move { drop(connection.await) });
    }
}

impl Shared {
    fn answer(&self, path: &str, takes_brotli: bool) -> Response<Full<Bytes>> {
        if path == "/config.json" {
            let elsewhere = self.reference.as_ref().map(|server| format!("http://{}", server.line.address));
            let world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
            return match world.file(elsewhere.as_deref(), self.outer) {
                Some(text) => found(Path::new(path), text.into()),
                None => missing(),
            };
        }
        let before = self.before.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if path == BEFORE {
            return found(Path::new(path), before.into());
        }
        if path == OUTER {
            return found(Path::new("outer.html"), FRAMING.into());
        }
        if path == HOST {
            return found(Path::new("host.html"), crate::host::page().into());
        }
        let name = path.trim_start_matches('/');
        let is_safe = !name.split('/').any(|part| part == "..");
        let file = self.dist.join(name);
        let withheld = *self.withheld.lock().unwrap_or_else(PoisonError::into_inner);
        if withheld.is_some_and(|beginning| name.starts_with(beginning)) {
            return missing();
        }
        if !name.is_empty() && is_safe && file.is_file() {
            return read(&file, takes_brotli);
        }
        let last = name.rsplit('/').next().unwrap_or_default();
        if last.contains('.') {
            self.not_found.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
            return missing();
        }
        let page = self.dist.join("index.html");
        match std::fs::read_to_string(&page) {
            Ok(text) if !before.is_empty() => {
                let script = format!("<script src=\"{BEFORE}\"></script><meta charset=");
                found(&page, text.replacen("<meta charset=", &script, 1).into())
            }
            _ => read(&page, takes_brotli),
        }
    }
}

/// The file, compressed where the build left it so and the browser takes it.
fn read(file: &Path, takes_brotli: bool) -> Response<Full<Bytes>> {
    let compressed = file.with_added_extension("br");
    if takes_brotli && let Ok(bytes) = std::fs::read(compressed) {
        let mut response = found(file, bytes.into());
        response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        return response;
    }
    std::fs::read(file).map_or_else(|_| missing(), |bytes| found(file, bytes.into()))
}

fn found(file: &Path, bytes: Bytes) -> Response<Full<Bytes>> {
    let kind = match file.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "css" => "text/css",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let mut response = Response::new(Full::new(bytes));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

fn missing() -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::default());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn unmet(error: std::io::Error) -> Unmet {
    Unmet(format!("the site: {error}"))
}
