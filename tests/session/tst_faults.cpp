// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "store/reduce.h"
#include "support/recorded.h"

#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

const ServerId here{ u"recorded"_s };

/// What can happen to one frame on its way.
enum class Fault { None, Dropped, Late, Twice, Cut, Bent };

/// What a session makes of frames, without its threads: decode, then reduce.
struct Reader
{
    explicit Reader(const wire::Dialect &dialectIn)
        : dialect(dialectIn)
    {
        facts.baseUrl = QUrl(u"http://127.0.0.1:9"_s);
        facts.profile.dialect = dialect.name();
    }
    void take(const wire::Frame &frame)
    {
        wire::Decoded decoded = dialect.decode(frame, facts);
        issues += static_cast<int>(decoded.issues.size());
        if (decoded.learnt)
            facts = *decoded.learnt;
        for (const wire::Message &message : decoded.messages)
            apply(message.events);
    }
    void apply(const std::vector<wire::Event> &events)
    {
        store::Changes changes;
        now.steady += std::chrono::milliseconds(1);
        now.wall += Millis(1);
        for (const wire::Event &event : events)
            store::reduce(state, here, event, now, changes);
    }

    const wire::Dialect &dialect;
    wire::SessionFacts facts;
    store::State state;
    store::Now now;
    int issues = 0;
};

/// A full read, as the server would answer it that is in the state \a known.
std::vector<wire::Event> fullRead(const store::State &known)
{
    std::vector<wire::Event> events;
    wire::JobsReplaced jobs;
    for (const store::JobEntry &entry : known.jobs)
        jobs.jobs.push_back(entry.job);
    events.emplace_back(jobs);
    for (const store::JobEntry &entry : known.jobs) {
        wire::JobDetailSeen detail;
        detail.job = entry.job;
        if (const store::JobParts *parts = known.partsOf({ here, entry.job.id })) {
            detail.stages = parts->stages;
            detail.thumbnails = parts->thumbnails;
            detail.metadata = parts->metadata;
            detail.outputs = parts->outputs;
            detail.log = parts->log;
        }
        events.emplace_back(std::move(detail));
    }
    std::map<QString, wire::ItemsReplaced> kinds;
    for (const store::ItemEntry &entry : known.items) {
        kinds[entry.item.kind].kind = entry.item.kind;
        kinds[entry.item.kind].items.push_back(entry.item);
    }
    for (auto &[kind, list] : kinds)
        events.emplace_back(std::move(list));
    return events;
}

/// The same read for kinds the server has nothing of.
std::vector<wire::Event> withoutStrays(const store::State &known, const store::State &seen)
{
    std::vector<wire::Event> events;
    for (const store::ItemEntry &entry : seen.items) {
        const bool has = std::ranges::any_of(known.items, [&](const store::ItemEntry &one) {
            return one.item.kind == entry.item.kind;
        });
        if (!has)
            events.emplace_back(wire::ItemsReplaced{ entry.item.kind, {} });
    }
    return events;
}

/// The end state as text, in an order of its own: what people would see.
QStringList seen(const store::State &state)
{
    QStringList lines;
    for (const store::JobEntry &entry : state.jobs) {
        const wire::Job &job = entry.job;
        lines << u"job %1 %2 %3 %4 %5"_s.arg(job.id.text, wire::stateWord(job.state), job.name,
                                             job.stage, job.error ? job.error->message : QString());
        if (const store::JobParts *parts = state.partsOf({ here, job.id })) {
            for (const wire::Stage &stage : parts->stages)
                lines << u"stage %1 %2 %3"_s.arg(job.id.text, stage.id.text,
                                                 wire::stateWord(stage.state));
            for (const wire::Thumbnail &picture : parts->thumbnails)
                lines << u"picture %1 %2"_s.arg(job.id.text, picture.id.text);
            for (const wire::Metadatum &datum : parts->metadata)
                lines << u"datum %1 %2"_s.arg(job.id.text, datum.field);
            for (const wire::Output &output : parts->outputs)
                lines << u"output %1 %2"_s.arg(job.id.text, output.id.text);
        }
    }
    for (const store::ItemEntry &entry : state.items)
        lines << u"item %1 %2 %3 %4"_s.arg(entry.item.kind, entry.item.id.text, entry.item.name,
                                           entry.item.state);
    lines.sort();
    return lines;
}

void play(Reader &reader, const std::vector<wire::Frame> &frames, size_t at, Fault fault)
{
    for (size_t i = 0; i < frames.size(); ++i) {
        if (i != at || fault == Fault::None) {
            reader.take(frames[i]);
            if (fault == Fault::Late && i == at + 1)
                reader.take(frames[at]);
            continue;
        }
        wire::Frame frame = frames[i];
        switch (fault) {
        case Fault::None:
        case Fault::Dropped:
        case Fault::Late:
            break;
        case Fault::Twice:
            reader.take(frame);
            reader.take(frame);
            break;
        case Fault::Cut:
            frame.bytes.truncate(frame.bytes.size() / 2);
            reader.take(frame);
            break;
        case Fault::Bent:
            for (qsizetype byte = 3; byte < frame.bytes.size(); byte += 7)
                frame.bytes[byte] = char(frame.bytes[byte] ^ 0x21);
            reader.take(frame);
            break;
        }
    }
}

} // namespace

/// Every frame of every recorded socket goes wrong in every way: nothing breaks, nobody else is
/// harmed, and after the next full read all is as if nothing had happened.
class TestFaults final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anyFrameMayGoWrong_data();
    void anyFrameMayGoWrong();
};

void TestFaults::anyFrameMayGoWrong_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("file");
    for (const auto &dialect : dialects::allDialects()) {
        const QString dir = QStringLiteral(FW_SOURCE_DIR "/tests/dialects/") + dialect->name();
        for (const test::Recording &recording : test::recordingsIn(dir))
            QTest::newRow(qPrintable(dialect->name() + u'/' + recording.file))
                << dialect->name() << recording.file;
    }
}

void TestFaults::anyFrameMayGoWrong()
{
    QFETCH(QString, name);
    QFETCH(QString, file);
    const wire::Dialect &dialect = *dialects::findDialect(name);
    const auto recordings
        = test::recordingsIn(QStringLiteral(FW_SOURCE_DIR "/tests/dialects/") + name);
    const auto found = std::ranges::find(recordings, file, &test::Recording::file);
    QVERIFY(found != recordings.end());
    // A long recording repeats itself: its first part has one of everything.
    std::vector<wire::Frame> frames = found->frames;
    if (frames.size() > 150)
        frames.resize(150);
    Reader clean(dialect);
    play(clean, frames, 0, Fault::None);
    const auto truth = fullRead(clean.state);
    clean.apply(truth);
    const QStringList wanted = seen(clean.state);
    for (const Fault fault :
         { Fault::Dropped, Fault::Late, Fault::Twice, Fault::Cut, Fault::Bent }) {
        for (size_t at = 0; at < frames.size(); ++at) {
            Reader reader(dialect);
            play(reader, frames, at, fault);
            reader.apply(truth);
            reader.apply(withoutStrays(clean.state, reader.state));
            QCOMPARE(seen(reader.state), wanted);
            if (fault == Fault::Cut && frames[at].bytes.startsWith('{'))
                QVERIFY(reader.issues >= std::max(clean.issues, 1));
        }
    }
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
