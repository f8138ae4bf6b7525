// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/save_run.h"

#include "cli/lines.h"
#include "cli/messages.h"
#include "cli/printer.h"
#include "cli/terminal.h"
#include "files/names.h"
#include "files/request.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace fw::cli {

using namespace Qt::StringLiterals;
using files::SaveEnd;

namespace {

constexpr double mega = 1024.0 * 1024.0;

QString outputName(const wire::Output &output)
{
    const QString last = output.url.section(u'?', 0, 0).section(u'/', -1);
    return files::safeName(output.name.isEmpty() ? last : output.name);
}

Exit exitOf(const SaveEnd &end)
{
    if (end.kind != SaveEnd::Kind::Failed)
        return end.kind == SaveEnd::Kind::Saved ? Exit::Done : Exit::Refused;
    switch (end.failure.code) {
    case Failure::Code::Unauthorised:
        return Exit::SignInNeeded;
    case Failure::Code::Unreachable:
    case Failure::Code::Timeout:
        return Exit::Unreachable;
    default:
        return Exit::Refused;
    }
}

} // namespace

SaveRun::SaveRun(session::Session &session, store::Store &store, const Options &options,
                 QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_store(store)
    , m_options(options)
    , m_patience(this)
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        for (const JobId &job : std::as_const(m_jobs)) {
            say(u"the server tells no outputs of %1"_s.arg(job.text));
            m_worst = Exit::Refused;
        }
        m_jobs.clear();
        fetch();
    });
}

void SaveRun::start()
{
    m_store.flush();
    if (!choose())
        return;
    if (m_jobs.isEmpty()) {
        fetch();
        return;
    }
    connect(&m_store, &store::Store::changed, this, &SaveRun::onStoreChanged);
    m_patience.start(m_options.timeout);
    m_session.setWatchedJobs(m_jobs);
    onStoreChanged();
}

void SaveRun::stop()
{
    if (m_saving)
        m_saving->disconnect(this);
    m_saving.reset();
    end(Exit::Refused);
}

bool SaveRun::choose()
{
    Expected<void> chosen;
    if (m_options.arguments.isEmpty())
        chosen = chooseKinds();
    for (const QString &word : std::as_const(m_options.arguments)) {
        if (chosen)
            chosen = chooseWord(word);
    }
    if (chosen && m_options.zip)
        chosen = pack();
    if (!chosen)
        end(chosen.error()); // nothing is fetched when one of them is not meant
    return chosen.has_value();
}

bool SaveRun::isWantedKind(const QString &kind) const
{
    return m_options.kinds.isEmpty() || m_options.kinds.contains(kind);
}

void SaveRun::chooseItem(const wire::Item &item)
{
    m_wanted.push_back({ { item }, {}, files::nameFor(item), item.file });
}

Expected<void> SaveRun::chooseKinds()
{
    for (const store::ItemEntry &entry : m_store.state().items) {
        if (entry.server == m_session.profile().id && m_options.kinds.contains(entry.item.kind)
            && !entry.item.file.isEmpty())
            chooseItem(entry.item);
    }
    std::ranges::sort(m_wanted, {}, &Wanted::name);
    if (m_wanted.empty())
        return fail(Failure::Code::NotFound,
                    u"there is no file of kind %1"_s.arg(m_options.kinds.join(u" or "_s)));
    return {};
}

// An id, the unique beginning of one, or the name of an item; jobs as well as items.
Expected<void> SaveRun::chooseWord(const QString &word)
{
    const ServerId &server = m_session.profile().id;
    std::vector<const wire::Item *> items;
    QList<JobId> jobs;
    const auto look = [&](auto &&fits) {
        for (const store::JobEntry &entry : m_store.state().jobs) {
            if (entry.server == server && m_options.kinds.isEmpty()
                && fits(entry.job.id.text, entry.job.name))
                jobs.append(entry.job.id);
        }
        for (const store::ItemEntry &entry : m_store.state().items) {
            if (entry.server == server && isWantedKind(entry.item.kind)
                && fits(entry.item.id.text, entry.item.name))
                items.push_back(&entry.item);
        }
        // Of several items of one name those with a file are meant.
        if (items.size() > 1 && std::ranges::any_of(items, [](const wire::Item *item) {
                return !item->file.isEmpty();
            }))
            std::erase_if(items, [](const wire::Item *item) { return item->file.isEmpty(); });
        return jobs.size() + qsizetype(items.size());
    };
    qsizetype found = look([&](const QString &id, const QString &) { return id == word; });
    if (found == 0)
        found = look([&](const QString &, const QString &name) {
            return name.compare(word, Qt::CaseInsensitive) == 0;
        });
    if (found == 0)
        found = look([&](const QString &id, const QString &) { return id.startsWith(word); });
    if (found == 0)
        return fail(Failure::Code::NotFound, u"there is no job and no item \"%1\""_s.arg(word));
    if (found > 1)
        return fail(Failure::Code::BadInput,
                    u"\"%1\" could be any of %2; say its id, or --kinds"_s.arg(word).arg(found));
    if (!jobs.isEmpty()) {
        m_jobs.append(jobs);
        return {};
    }
    if (items.front()->file.isEmpty())
        return fail(Failure::Code::Unsupported,
                    u"the server gives no file of %1 \"%2\""_s.arg(items.front()->kind, word));
    chooseItem(*items.front());
    return {};
}

Expected<void> SaveRun::pack()
{
    if (!m_jobs.isEmpty())
        return fail(Failure::Code::BadInput, u"--zip takes items, not jobs"_s);
    Wanted all;
    for (Wanted &one : m_wanted)
        std::ranges::move(one.items, std::back_inserter(all.items));
    const QString kind = all.items.front().kind;
    if (std::ranges::any_of(all.items, [&](const wire::Item &item) { return item.kind != kind; }))
        return fail(Failure::Code::BadInput, u"--zip takes items of one kind"_s);
    all.name = files::safeName(kind) + u".zip"_s;
    m_wanted.assign(1, std::move(all));
    return {};
}

bool SaveRun::takeOutputs(const JobId &job)
{
    const auto *parts = m_store.state().partsOf({ m_session.profile().id, job });
    const auto *entry = m_store.state().find(store::JobKey{ m_session.profile().id, job });
    if (!parts || (!parts->complete && parts->outputs.empty()))
        return false;
    // What was pushed so far may not be all yet.
    if (!parts->complete && entry && !wire::isTerminal(entry->job.state))
        return false;
    for (const wire::Output &output : parts->outputs) {
        if (!output.url.isEmpty())
            m_wanted.push_back({ {}, job, outputName(output), output.url });
    }
    if (parts->outputs.empty()) {
        say(u"%1 has no outputs"_s.arg(job.text));
        m_worst = Exit::Refused;
    }
    return true;
}

void SaveRun::onStoreChanged()
{
    if (m_jobs.isEmpty() || m_saving || m_ended)
        return;
    m_jobs.removeIf([this](const JobId &job) { return takeOutputs(job); });
    if (!m_jobs.isEmpty())
        return;
    m_patience.stop();
    fetch();
}

Expected<QString> SaveRun::folder() const
{
    if (m_options.to.isEmpty())
        return QDir::currentPath();
    const bool isFolder
        = m_options.to.endsWith(u'/') || QFileInfo(m_options.to).isDir() || m_wanted.size() > 1;
    const QString path = QDir::cleanPath(QFileInfo(m_options.to).absoluteFilePath());
    if (isFolder && !QDir().mkpath(path))
        return fail(Failure::Code::Io, u"%1 is no folder and cannot be made one"_s.arg(path));
    return isFolder ? path : QString();
}

Expected<std::vector<files::SaveWish>> SaveRun::wishes()
{
    const auto to = folder();
    if (!to)
        return tl::unexpected(to.error());
    std::vector<files::SaveWish> all;
    QSet<QString> taken;
    for (const Wanted &one : m_wanted) {
        Expected<wire::HttpRequest> request = one.said.isEmpty()
            ? m_session.dialect().archive(one.items, m_session.facts())
            : files::fetchRequest(m_session.dialect(), m_session.facts(), one.said);
        if (!request)
            return tl::unexpected(request.error());
        if (request->url.isEmpty())
            return fail(Failure::Code::Unsupported,
                        u"%1 cannot be fetched: its address is %2"_s.arg(one.name, one.said));
        all.push_back({ std::move(*request),
                        to->isEmpty() ? QFileInfo(m_options.to).absoluteFilePath()
                                      : files::freePath(*to, one.name, taken) });
    }
    return all;
}

void SaveRun::fetch()
{
    if (m_wanted.empty()) {
        end(Exit::Refused);
        return;
    }
    auto all = wishes();
    if (!all) {
        end(all.error());
        return;
    }
    m_saving = std::make_unique<files::Saving>(std::move(*all));
    connect(m_saving.get(), &files::Saving::begun, this, [this](int index) { m_at = index; });
    connect(m_saving.get(), &files::Saving::moved, this, &SaveRun::onMoved);
    connect(m_saving.get(), &files::Saving::broke, this, &SaveRun::onBroke);
    connect(m_saving.get(), &files::Saving::ended, this, &SaveRun::onEnded);
    connect(m_saving.get(), &files::Saving::finished, this, [this] { end(m_worst); });
    m_saving->start();
}

// On a line of its own that moves, and only for people: a log would fill with it.
void SaveRun::onMoved(qint64 done, qint64 all)
{
    if (!Terminal::isSeen())
        return;
    const QString name = printable(m_wanted[size_t(m_at)].name);
    const QString size = QString::number(static_cast<double>(done) / mega, 'f', 1);
    const QString of = all > 0
        ? u" of %1 MiB, %2 %"_s.arg(static_cast<double>(all) / mega, 0, 'f', 1)
              .arg(done * 100 / all)
        : u" MiB"_s;
    const QByteArray text = QString(u"\r\x1b[K"_s + name + u": "_s + size + of).toUtf8();
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stderr);
    std::fflush(stderr);
    m_lineOpen = true;
}

void SaveRun::endLine()
{
    if (std::exchange(m_lineOpen, false))
        std::fputc('\n', stderr);
}

void SaveRun::onBroke(qint64 done, qint64 all, int number, int of)
{
    endLine();
    const QString how
        = done > 0 && all > 0 ? u"going on at %1 %"_s.arg(done * 100 / all) : u"starting again"_s;
    say(u"connection lost, %1 (try %2 of %3)"_s.arg(how).arg(number).arg(of));
}

void SaveRun::onEnded(int index, const SaveEnd &end)
{
    endLine();
    const Wanted &one = m_wanted[size_t(index)];
    const QString &path = m_saving->wishes()[size_t(index)].path;
    tell(one, path, end);
    if (const Exit exit = exitOf(end); m_worst == Exit::Done || exit == Exit::SignInNeeded)
        m_worst = exit;
}

void SaveRun::tell(const Wanted &one, const QString &path, const SaveEnd &end) const
{
    const bool saved = end.kind == SaveEnd::Kind::Saved;
    if (!saved)
        say(u"%1 was not saved: %2%3"_s.arg(one.name, end.failure.detail,
                                            end.kept ? u" Saving it again goes on from there."_s
                                                     : QString()));
    if (!m_options.json) {
        if (saved)
            writeOut(printable(path).toUtf8() + '\n');
        return;
    }
    QJsonObject line{ { "schema"_L1, 1 },
                      { "type"_L1, saved ? u"saved"_s : u"notSaved"_s },
                      { "name"_L1, one.name },
                      { "path"_L1, path },
                      { "bytes"_L1, end.bytes } };
    if (!one.job.isEmpty())
        line.insert("jobId"_L1, one.job.text);
    QJsonArray items;
    for (const wire::Item &item : one.items)
        items.append(QJsonObject{ { "kind"_L1, item.kind }, { "id"_L1, item.id.text } });
    if (!items.isEmpty())
        line.insert("items"_L1, items);
    if (!saved) {
        line.insert("reason"_L1, end.failure.detail);
        line.insert("kept"_L1, end.kept);
    }
    writeOut(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

void SaveRun::end(const Failure &failure)
{
    say(failure.detail);
    end(exitFor(failure));
}

void SaveRun::end(Exit code)
{
    endLine();
    if (!std::exchange(m_ended, true))
        Q_EMIT finished(code);
}

} // namespace fw::cli
