// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/names.h"

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

QString wordOf(const QJsonValue &value)
{
    return value.isString() || value.isDouble() ? value.toVariant().toString() : QString();
}

// "session" of "session_id" and "sessionId".
QString kindIn(const QString &field)
{
    for (const auto end : { "_id"_L1, "Id"_L1 }) {
        if (field.size() > end.size() && field.endsWith(end))
            return field.chopped(end.size());
    }
    return {};
}

} // namespace

QString nameOf(const store::State &state, const ServerId &server, const wire::Item &item,
               const wire::Metadatum &datum)
{
    const QString word = wordOf(datum.value);
    if (word.isEmpty())
        return {};
    if (const QString kind = kindIn(datum.field); !kind.isEmpty()) {
        const auto *other = state.find(store::ItemKey{ server, kind, ItemId{ word } });
        return other && other->item.name != word ? other->item.name : QString();
    }
    const auto *known = state.server(server);
    if (!known)
        return {};
    for (const wire::ActionOffer &offer : known->capabilities.offers) {
        for (const wire::FieldSpec &field : offer.fields) {
            if (offer.target != item.kind || field.from != datum.field)
                continue;
            const QString label = field.choiceLabels.value(field.choices.indexOf(word));
            if (!label.isEmpty() && label != word)
                return label;
        }
    }
    return {};
}

Expected<void> addThing(const store::State &state, const ServerId &server, const QStringList &kinds,
                        const QString &word, Things &things)
{
    const auto look = [&](auto &&fits) {
        Things found;
        for (const store::JobEntry &entry : state.jobs) {
            if (entry.server == server && kinds.isEmpty()
                && fits(entry.job.id.text, entry.job.name))
                found.jobs.push_back(entry.job.id);
        }
        for (const store::ItemEntry &entry : state.items) {
            if (entry.server == server && (kinds.isEmpty() || kinds.contains(entry.item.kind))
                && fits(entry.item.id.text, entry.item.name))
                found.items.push_back(entry.key());
        }
        return found;
    };
    Things found = look([&](const QString &id, const QString &) { return id == word; });
    if (found.isEmpty())
        found = look([&](const QString &, const QString &name) {
            return name.compare(word, Qt::CaseInsensitive) == 0;
        });
    if (found.isEmpty())
        found = look([&](const QString &id, const QString &) { return id.startsWith(word); });
    const size_t count = found.jobs.size() + found.items.size();
    if (count == 0)
        return fail(Failure::Code::NotFound, u"there is no job and no item \"%1\""_s.arg(word));
    if (count > 1)
        return fail(Failure::Code::BadInput,
                    u"\"%1\" could be any of %2; say its id, or --kinds"_s.arg(word).arg(count));
    things.jobs.insert(things.jobs.end(), found.jobs.begin(), found.jobs.end());
    things.items.insert(things.items.end(), found.items.begin(), found.items.end());
    return {};
}

} // namespace fw::cli
