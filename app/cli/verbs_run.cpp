// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"
#include "cli/lines.h"
#include "cli/messages.h"
#include "cli/offers.h"
#include "cli/program.h"
#include "store/outbox.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

/// What a word names among items of one kind: an id, the unique beginning of one, or a name.
Expected<QString> itemFor(const store::State &state, const ServerId &server, const QString &kind,
                          const QString &word)
{
    QStringList begins;
    QStringList named;
    for (const store::ItemEntry &entry : state.items) {
        if (entry.server != server || entry.item.kind != kind)
            continue;
        if (entry.item.id.text == word)
            return word;
        if (entry.item.id.text.startsWith(word))
            begins.append(entry.item.id.text);
        if (entry.item.name.compare(word, Qt::CaseInsensitive) == 0)
            named.append(entry.item.id.text);
    }
    const QStringList &found = named.isEmpty() ? begins : named;
    if (found.size() == 1)
        return found.front();
    if (found.isEmpty())
        return fail(Failure::Code::NotFound, u"there is no %1 \"%2\""_s.arg(kind, word));
    return fail(Failure::Code::BadInput,
                u"\"%1\" could be any of %2: %3"_s.arg(word)
                    .arg(found.size())
                    .arg(found.mid(0, 5).join(u", "_s)));
}

} // namespace

void Program::printActions()
{
    const wire::Capabilities can = m_session->capabilities();
    for (const wire::ActionOffer &offer : allOffers(can)) {
        if (m_options.json) {
            QJsonObject line = lineOf(u"action"_s, m_session->profile().name, m_clock.wall());
            line.insert("action"_L1, offerObject(offer));
            writeOut(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
            continue;
        }
        for (const QString &text : plainOffer(offer).split(u'\n', Qt::SkipEmptyParts))
            writeOut(printable(text).toUtf8() + '\n');
    }
    end(Exit::Done);
}

Expected<QString> Program::targetFor(const wire::ActionOffer &offer, const QString &word) const
{
    if (offer.target != "job"_L1)
        return itemFor(m_store.state(), m_session->profile().id, offer.target, word);
    const auto job = jobFor(word);
    if (job)
        return job->text;
    // A server that lists no jobs may know one that we do not.
    if (job.error().code == Failure::Code::NotFound && !m_session->capabilities().listsJobs)
        return word;
    return tl::unexpected(job.error());
}

Expected<void> Program::checkState(const wire::ActionOffer &offer, const QString &target) const
{
    if (offer.states.isEmpty())
        return {};
    const ServerId server = m_session->profile().id;
    QString state;
    if (offer.target == "job"_L1) {
        if (const auto *entry = m_store.state().find(store::JobKey{ server, JobId{ target } }))
            state = wire::stateWord(entry->job.state);
    } else if (const auto *entry
               = m_store.state().find(store::ItemKey{ server, offer.target, ItemId{ target } })) {
        state = entry->item.state;
    }
    if (state.isEmpty() || offer.states.contains(state))
        return {};
    return fail(Failure::Code::Conflict,
                u"%1 works when it is %2, and %3 is %4"_s.arg(
                    offer.name, offer.states.join(u" or "_s), target, state));
}

void Program::runAction()
{
    const wire::Capabilities can = m_session->capabilities();
    const auto offers = allOffers(can);
    const QString name = m_options.arguments.front();
    const auto found = std::ranges::find(offers, name, &wire::ActionOffer::name);
    if (found == offers.end()) {
        end({ Failure::Code::BadInput,
              u"there is no action \"%1\" here; framewatch-cli actions prints them"_s.arg(name) });
        return;
    }
    const wire::ActionOffer &offer = *found;
    if (!offer.capability.offered) {
        end({ Failure::Code::Unsupported,
              u"%1 cannot be done here: %2"_s.arg(name, whyNot(offer.capability)) });
        return;
    }
    QStringList words = m_options.arguments.mid(1);
    const wire::Item *item = nullptr;
    if (!offer.target.isEmpty()) {
        if (words.isEmpty()) {
            end({ Failure::Code::BadInput,
                  u"%1 wants a target: the id of one %2"_s.arg(name, offer.target) });
            return;
        }
        const auto target = targetFor(offer, words.takeFirst());
        if (!target) {
            end(target.error());
            return;
        }
        m_target = *target;
        const auto *entry = m_store.state().find(
            store::ItemKey{ m_session->profile().id, offer.target, ItemId{ m_target } });
        item = entry ? &entry->item : nullptr;
    }
    const auto arguments = readArguments(offer.fields, words, item);
    if (!arguments) {
        end(arguments.error());
        return;
    }
    if (const auto fits = checkState(offer, m_target); !fits) {
        end(fits.error());
        return;
    }
    sendAction(offer, *arguments);
}

void Program::sendAction(const wire::ActionOffer &offer, const QJsonObject &arguments)
{
    const auto send = [this, offer, arguments] {
        m_open.insert(
            m_session->send(commandOf(m_session->capabilities(), offer, m_target, arguments)));
    };
    if (offer.warning.isEmpty() || m_options.yes) {
        send();
        return;
    }
    if (!Terminal::isThere()) {
        end({ Failure::Code::BadInput, offer.warning + u" Say --yes to do it."_s });
        return;
    }
    m_terminal.ask(printable(offer.warning) + u" Go on? [y/N]"_s, false,
                   [this, send](const Expected<QByteArray> &answer) {
                       const QByteArray word = answer.value_or(QByteArray()).trimmed().toLower();
                       if (word == "y" || word == "yes") {
                           send();
                           return;
                       }
                       say(u"nothing was done"_s);
                       end(Exit::Refused);
                   });
}

// What a person reads has names where JSON lines have ids.
QString Program::plainAction(const QString &action) const
{
    const wire::ActionOffer *offer
        = store::offerOf(m_store.state(), m_session->profile().id, action);
    return offer ? offerLabel(*offer) : action;
}

QString Program::plainTarget(const QString &action) const
{
    const store::State &state = m_store.state();
    const ServerId server = m_session->profile().id;
    const wire::ActionOffer *offer = store::offerOf(state, server, action);
    if (!offer)
        return m_target;
    const auto *item = state.find(store::ItemKey{ server, offer->target, ItemId{ m_target } });
    const auto *job = offer->target == "job"_L1
        ? state.find(store::JobKey{ server, JobId{ m_target } })
        : nullptr;
    const QString name = item ? item->item.name : job ? job->job.name : QString();
    return name.isEmpty() ? m_target : name;
}

void Program::tellVerdict(const QString &verdict, const QString &message,
                          const std::vector<JobId> &jobs)
{
    const QString action = m_options.arguments.front();
    QJsonArray ids;
    QStringList words;
    for (const JobId &job : jobs) {
        ids.append(job.text);
        words.append(job.text);
    }
    if (m_options.json) {
        QJsonObject line = lineOf(u"verdict"_s, m_session->profile().name, m_clock.wall());
        line.insert("action"_L1, action);
        line.insert("verdict"_L1, verdict);
        if (!m_target.isEmpty())
            line.insert("target"_L1, m_target);
        if (!message.isEmpty())
            line.insert("message"_L1, message);
        if (!ids.isEmpty())
            line.insert("jobs"_L1, ids);
        writeOut(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
        return;
    }
    QStringList text{ plainAction(action), plainTarget(action), verdict, message,
                      words.join(u' ') };
    text.removeAll(QString());
    writeOut(printable(text.join(u"  "_s)).toUtf8() + '\n');
}

} // namespace fw::cli
