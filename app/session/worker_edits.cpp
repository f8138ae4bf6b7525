// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One command of ours on the network: its frames or its chain of HTTP calls, and what became of it.
#include "session/worker.h"

#include "store/outbox.h"

#include <QFileInfo>

#include <algorithm>

namespace fw::session {

using namespace Qt::StringLiterals;
using Trouble = wire::HttpReply::Trouble;

namespace {

const wire::EditSettled *verdictOf(const std::vector<wire::Event> &events, const EditId &edit)
{
    for (const wire::Event &event : events) {
        const auto *settled = std::get_if<wire::EditSettled>(&event);
        if (settled && settled->edit == edit)
            return settled;
    }
    return nullptr;
}

const wire::ActionOffer *offerOf(const wire::Capabilities &can, const QString &action)
{
    const auto found = std::ranges::find(can.offers, action, &wire::ActionOffer::name);
    return found == can.offers.end() ? nullptr : &*found;
}

bool sendsFile(const wire::HttpRequest &request)
{
    return !request.bodyFile.isEmpty()
        || std::ranges::any_of(request.form,
                               [](const wire::FormPart &part) { return !part.file.isEmpty(); });
}

} // namespace

void Worker::unsent(const EditId &edit)
{
    if (edit.isEmpty())
        return;
    m_queue.open().unsent.push_back(edit);
    flushSoon();
}

void Worker::submit(const wire::Command &command)
{
    const EditId edit = store::editOf(command);
    const bool reachable = m_link && m_sign.step == Signing::None
        && (m_link->isLive() || m_link->state().phase == link::Phase::Polling);
    if (!reachable) {
        unsent(edit);
        return;
    }
    wire::Command whole = command;
    if (auto *upload = std::get_if<wire::UploadMedia>(&whole); upload && upload->bytes == 0)
        upload->bytes = QFileInfo(upload->path).size();
    const auto fits = checkFiles(command);
    const auto out = fits ? m_dialect.encode(whole, m_facts) : tl::unexpected(fits.error());
    if (!out) {
        if (!edit.isEmpty())
            m_queue.open().refused.emplace_back(edit, out.error());
        flushSoon();
        return;
    }
    for (const wire::Frame &frame : out->frames) {
        if (!m_link->send(frame)) {
            unsent(edit);
            return;
        }
    }
    if (const auto *action = std::get_if<wire::RunAction>(&command))
        beginWork(*action);
    for (const wire::HttpRequest &asked : out->requests)
        request(asked, edit);
    // Also where the file was sent before and only its announcement goes again.
    if (const auto open = m_edits.find(edit);
        open != m_edits.end() && std::holds_alternative<wire::UploadMedia>(command))
        open->sentFile = true;
}

// A dialect reads no files: whether one is there and small enough is seen here.
Expected<void> Worker::checkFiles(const wire::Command &command) const
{
    const auto *action = std::get_if<wire::RunAction>(&command);
    if (!action)
        return {};
    const wire::Capabilities can = m_dialect.capabilities(m_facts);
    const wire::ActionOffer *offer = offerOf(can, action->action);
    if (!offer)
        return {};
    for (const wire::FieldSpec &field : offer->fields) {
        const QString path = action->arguments[field.name].toString();
        if (field.type != wire::FieldSpec::Type::File || path.isEmpty())
            continue;
        const QFileInfo file(path);
        if (!file.isFile() || !file.isReadable())
            return fail(Failure::Code::Io, u"%1 is no readable file"_s.arg(path));
        if (field.maximum > 0 && static_cast<double>(file.size()) > field.maximum)
            return fail(Failure::Code::TooLarge,
                        u"%1 has %2 bytes, the server takes %3"_s.arg(path)
                            .arg(file.size())
                            .arg(field.maximum, 0, 'f', 0));
    }
    return {};
}

void Worker::request(wire::HttpRequest asked, const EditId &edit)
{
    asked.edit = edit;
    link::HttpTransport::Sent sent;
    if (sendsFile(asked) && !edit.isEmpty())
        sent = [this, edit](qint64 done, qint64 total) {
            if (done > 0) // Qt says 0 of 0 once it is over
                deliver({ wire::TransferSeen{ edit, done, std::max<qint64>(total, 0) } });
        };
    const quint64 call = m_link->http().send(
        asked, [this, asked](const wire::HttpReply &reply) { onEditReply(asked, reply); },
        std::move(sent));
    if (edit.isEmpty())
        return;
    OpenEdit &open = m_edits[edit];
    ++open.requests;
    open.sentFile = open.sentFile || sendsFile(asked);
    open.call = call;
}

void Worker::onEditReply(const wire::HttpRequest &asked, const wire::HttpReply &reply)
{
    wire::Decoded rest = decodeReply(asked, reply);
    std::vector<wire::Event> events;
    for (wire::Message &message : rest.messages)
        std::ranges::move(message.events, std::back_inserter(events));
    if (asked.edit.isEmpty()) {
        deliver(std::move(events));
        for (const wire::HttpRequest &next : rest.followUps)
            request(next, {});
        return;
    }
    const auto known = m_edits.find(asked.edit);
    if (known == m_edits.end())
        return; // the worker gave it up meanwhile
    OpenEdit &open = *known;
    --open.requests;
    open.last = reply;
    open.last.body.clear();
    // Signed out, or not known there: it was not done.
    open.notDone
        = open.notDone || std::ranges::any_of(rest.controls, [](const wire::Control &control) {
              return !std::holds_alternative<wire::Standing>(control);
          });
    if (const wire::EditSettled *verdict = verdictOf(events, asked.edit)) {
        open.settled = true;
        endWork(open, verdict);
        if (m_link->state().phase == link::Phase::Polling)
            QTimer::singleShot(0, this, &Worker::refresh); // what it made is seen at once
        if (open.sentFile && m_link->isLive()) // what came of it may be pushed to nobody
            QTimer::singleShot(m_policy.detailAgain, this, &Worker::readAside);
    }
    const bool knew = !events.empty();
    deliver(std::move(events));
    for (const wire::HttpRequest &next : rest.followUps)
        request(next, asked.edit);
    if (const auto still = m_edits.find(asked.edit);
        still != m_edits.end() && still->requests == 0) {
        if (knew && reply.status == 404)
            still->last.status = 200; // it was told something useful
        endEdit(asked.edit);
    }
}

// Every call of the edit was answered, or will never be.
void Worker::endEdit(const EditId &edit)
{
    const OpenEdit open = m_edits.take(edit);
    if (open.settled)
        return;
    const bool repeatSafe = m_dialect.capabilities(m_facts).repeatSafe;
    const wire::HttpReply &last = open.last;
    const bool neverLeft = last.status == 0 && last.trouble == Trouble::Refused;
    Batch &batch = m_queue.open();
    if (last.status == 0 && last.trouble == Trouble::LocalFile)
        batch.refused.emplace_back(edit, Failure{ Failure::Code::Io, last.error });
    else if (last.status == 0 && last.trouble == Trouble::Cancelled)
        batch.refused.emplace_back(edit, Failure{ Failure::Code::Cancelled, last.error });
    else if (open.notDone || neverLeft)
        batch.unsent.push_back(edit);
    else if (repeatSafe && (last.status == 0 || last.status == 404))
        batch.unheard.push_back(edit);
    else
        batch.unanswered.emplace_back(
            edit, last.status == 0 ? last.error : u"the server answered %1"_s.arg(last.status));
    endWork(open, nullptr);
    flushSoon();
}

void Worker::stopEdit(const EditId &edit)
{
    if (const auto open = m_edits.constFind(edit); open != m_edits.cend())
        m_link->http().stop(open->call);
}

// A long request of ours is work that people want to see among the jobs, with its time.
void Worker::beginWork(const wire::RunAction &action)
{
    const wire::Capabilities can = m_dialect.capabilities(m_facts);
    const wire::ActionOffer *offer = offerOf(can, action.action);
    if (!offer || !offer->slow)
        return;
    wire::Job job;
    job.id = wire::workOf(action.edit);
    job.name
        = action.target.isEmpty() ? action.action : QString(action.action + u' ' + action.target);
    job.state = wire::JobState::Running;
    job.stage = action.action;
    job.created = m_clock.wall();
    job.started = job.created;
    m_edits[action.edit].work = job.id.text;
    deliver({ wire::JobSeen{ std::move(job) } });
}

void Worker::endWork(const OpenEdit &open, const wire::EditSettled *verdict)
{
    using Verdict = wire::EditSettled::Verdict;
    if (open.work.isEmpty())
        return;
    wire::JobStateSeen end;
    end.id.text = open.work;
    end.time = m_clock.wall();
    end.state = wire::JobState::Attention;
    if (verdict) {
        const bool done = verdict->verdict == Verdict::Applied
            || verdict->verdict == Verdict::Rebased || verdict->verdict == Verdict::Duplicate;
        end.state = done ? wire::JobState::Done : wire::JobState::Failed;
        if (!done)
            end.error = wire::JobError{ {}, verdict->message, {}, true };
    } else if (open.last.trouble == Trouble::Cancelled) {
        end.state = wire::JobState::Cancelled;
    } else {
        end.error = wire::JobError{ u"E_NO_ANSWER"_s, open.last.error, {}, true };
    }
    deliver({ std::move(end) });
}

} // namespace fw::session
