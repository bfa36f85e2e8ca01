//! How fast suggestions come: an article of 1,000 words, a collection, and the odd texts that could take long.
//!
//! `cargo bench --bench suggest`. The article is made of our own sample, over and over.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};

use claimdesk::suggest::{Engine, Request, TrainedEngine};

const SAMPLE: &str = include_str!("../assets/samples/harbour-talks.txt");

/// The sample, repeated and cut to so many words.
fn article(words: usize) -> String {
    let mut text = String::new();
    let mut count = 0;
    for line in SAMPLE.lines().cycle() {
        if count >= words {
            break;
        }
        text.push_str(line);
        text.push('\n');
        count += line.split_whitespace().count();
    }
    text
}

fn speed(criterion: &mut Criterion) {
    // Once: what is read stays. The clock runs over it all the same, because it must not be felt.
    let start = std::time::Instant::now();
    TrainedEngine::load();
    println!(
        "models loaded in {:.2} ms",
        start.elapsed().as_secs_f64() * 1e3
    );
    let mut group = criterion.benchmark_group("suggest");
    for words in [1_000, 20_000] {
        let text = article(words);
        group.throughput(Throughput::Elements(text.split_whitespace().count() as u64));
        group.bench_function(format!("{words} words"), |bench| {
            bench.iter(|| TrainedEngine.suggest(&Request::whole(&text, "en")));
        });
    }
    let odd = "said “".repeat(20_000);
    group.throughput(Throughput::Elements(40_000));
    group.bench_function("only cues and marks", |bench| {
        bench.iter(|| TrainedEngine.suggest(&Request::whole(&odd, "en")));
    });
    group.finish();
    if let Some(peak) = peak() {
        println!("memory at its highest: {peak}");
    }
}

/// The most memory that the process has held, as Linux tells it.
fn peak() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map(|line| line.trim().to_owned())
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = speed
}
criterion_main!(benches);
