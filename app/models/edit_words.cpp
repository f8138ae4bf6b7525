// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/edit_words.h"

#include "base/overloaded.h"
#include "models/item_facts.h"
#include "models/words.h"
#include "store/outbox.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace fw::models {

using namespace Qt::StringLiterals;
using Type = wire::FieldSpec::Type;

namespace {

struct EditWords
{
    Q_DECLARE_TR_FUNCTIONS(fw::models::EditWords)
};

constexpr QLatin1StringView sides[] = { "x"_L1, "y"_L1, "width"_L1, "height"_L1, "w"_L1, "h"_L1 };

QString offered(const QString &source)
{
    return source.isEmpty()
        ? QString()
        : QCoreApplication::translate("fw::wire::offer", source.toUtf8().constData());
}

const wire::FieldSpec *specOf(const wire::ActionOffer *offer, const QString &argument)
{
    if (!offer)
        return nullptr;
    const auto found = std::ranges::find(offer->fields, argument, &wire::FieldSpec::name);
    return found == offer->fields.end() ? nullptr : &*found;
}

bool isSide(const QString &argument)
{
    return std::ranges::any_of(sides, [&](QLatin1StringView side) { return argument == side; });
}

QString figure(const QJsonObject &values, QLatin1StringView name, QLatin1StringView brief = {})
{
    const QJsonValue value = values.contains(name) ? values.value(name) : values.value(brief);
    return value.isDouble() ? QLocale().toString(value.toDouble(), 'g', 6) : unknownText();
}

// An id only where there is one.
void put(QJsonObject &object, QLatin1StringView key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

QJsonObject runJson(const wire::RunAction &run)
{
    QJsonObject object{ { "action"_L1, run.action }, { "arguments"_L1, run.arguments } };
    put(object, "target"_L1, run.target);
    put(object, "after"_L1, run.after.text);
    if (run.base > 0)
        object.insert("base"_L1, run.base);
    if (!run.before.isEmpty())
        object.insert("before"_L1, run.before);
    return object;
}

QString holdWord(store::Hold hold)
{
    switch (hold) {
    case store::Hold::None:
        return {};
    case store::Hold::Person:
        return u"person"_s;
    case store::Hold::Recovered:
        return u"recovered"_s;
    case store::Hold::Old:
        return u"old"_s;
    case store::Hold::Tries:
        return u"tries"_s;
    case store::Hold::Predecessor:
        return u"predecessor"_s;
    case store::Hold::Disk:
        return u"disk"_s;
    }
    return {};
}

} // namespace

QString argumentLabel(const wire::ActionOffer *offer, const QString &argument)
{
    const wire::FieldSpec *spec = specOf(offer, argument);
    return spec && !spec->label.isEmpty() ? offered(spec->label) : itemFieldText(argument);
}

QString argumentText(const wire::ActionOffer *offer, const QString &argument,
                     const QJsonValue &value)
{
    const wire::FieldSpec *spec = specOf(offer, argument);
    if (spec && spec->type == Type::Secret)
        return EditWords::tr("(hidden)", "in place of a password");
    if (value.isUndefined() || value.isNull())
        return unknownText();
    if (value.isString() && value.toString().isEmpty())
        return EditWords::tr("(empty)", "in place of a text without letters");
    if (spec && spec->type == Type::Choice) {
        const qsizetype at = spec->choices.indexOf(value.toString());
        if (at >= 0 && at < spec->choiceLabels.size())
            return offered(spec->choiceLabels[at]);
    }
    const QString text = value.isDouble()
        ? QLocale().toString(value.toDouble(), 'g', 6)
        : itemValueText(spec && !spec->from.isEmpty() ? spec->from : argument, value);
    return spec && !spec->unit.isEmpty() ? text + u' ' + offered(spec->unit) : text;
}

QString togetherText(const wire::ActionOffer *offer, const QStringList &arguments,
                     const QJsonObject &values)
{
    if (values.isEmpty())
        return unknownText();
    QStringList parts;
    if (std::ranges::any_of(arguments, isSide))
        parts << EditWords::tr("%1 × %2 at %3, %4", "a rectangle: its size, then where it is")
                     .arg(figure(values, "width"_L1, "w"_L1), figure(values, "height"_L1, "h"_L1),
                          figure(values, "x"_L1), figure(values, "y"_L1));
    for (const QString &argument : arguments) {
        if (!isSide(argument) && values.contains(argument))
            parts << argumentText(offer, argument, values.value(argument));
    }
    return parts.join(u" · "_s);
}

QString togetherLabel(const wire::ActionOffer *offer, const QStringList &arguments)
{
    if (arguments.size() == 1)
        return argumentLabel(offer, arguments.front());
    QStringList parts;
    if (std::ranges::any_of(arguments, isSide))
        parts << EditWords::tr("Rectangle");
    for (const QString &argument : arguments) {
        if (!isSide(argument))
            parts << (parts.isEmpty() ? argumentLabel(offer, argument)
                                      : argumentLabel(offer, argument).toLower());
    }
    return parts.join(u", "_s);
}

QString fateWord(store::Fate fate)
{
    switch (fate) {
    case store::Fate::Draft:
        return u"draft"_s;
    case store::Fate::Sending:
        return u"sending"_s;
    case store::Fate::Accepted:
        return u"accepted"_s;
    case store::Fate::Rejected:
        return u"rejected"_s;
    case store::Fate::NoAnswer:
        return u"noAnswer"_s;
    case store::Fate::Queued:
        return u"queued"_s;
    case store::Fate::Held:
        return u"held"_s;
    case store::Fate::Conflict:
        return u"conflict"_s;
    }
    return {};
}

QJsonObject payloadJson(const store::Edit &edit)
{
    return std::visit(
        overloaded{
            [](const wire::AddMedia &c) {
                return QJsonObject{ { "add"_L1, QJsonArray::fromStringList(c.paths) },
                                    { "priority"_L1, c.priority },
                                    { "formats"_L1,
                                      QJsonArray::fromStringList(c.render.formats) } };
            },
            [](const wire::UploadMedia &c) {
                return QJsonObject{ { "upload"_L1, c.path },
                                    { "priority"_L1, c.priority },
                                    { "bytes"_L1, c.bytes } };
            },
            [](const wire::AddSample &c) {
                return QJsonObject{ { "sample"_L1, true },
                                    { "formats"_L1,
                                      QJsonArray::fromStringList(c.render.formats) } };
            },
            [](const wire::ControlJob &c) {
                QJsonObject object{ { "job"_L1, c.job.text },
                                    { "action"_L1, wire::actionWord(c.action) } };
                if (c.action == wire::JobAction::Prioritise)
                    object.insert("priority"_L1, c.priority);
                put(object, "reason"_L1, c.reason);
                return object;
            },
            [](const wire::FetchDetail &c) {
                return QJsonObject{ { "detail"_L1, c.job.text } };
            },
            [](const wire::AskStatus &c) {
                return QJsonObject{ { "status"_L1, c.edit.text } };
            },
            [](const wire::RunAction &c) { return runJson(c); },
        },
        edit.command);
}

QJsonObject editJson(const store::Edit &edit, const QString &what, const QString &server)
{
    QJsonObject object{ { "id"_L1, edit.id.text },
                        { "server"_L1, server },
                        { "what"_L1, what },
                        { "state"_L1, fateWord(edit.fate) },
                        { "made"_L1, toIso(edit.made) },
                        { "tries"_L1, edit.tries },
                        { "payload"_L1, payloadJson(edit) } };
    if (edit.sent)
        object.insert("sent"_L1, toIso(*edit.sent));
    if (edit.revision > 0)
        object.insert("revision"_L1, edit.revision);
    if (edit.putAway)
        object.insert("putAway"_L1, true);
    put(object, "reason"_L1, edit.reason);
    put(object, "held"_L1, holdWord(edit.hold));
    put(object, "owner"_L1, edit.intent.owner);
    put(object, "undoes"_L1, edit.intent.undoes.text);
    put(object, "replaces"_L1, edit.intent.instead.text);
    if (edit.fate == store::Fate::Conflict) {
        QJsonObject clash{ { "current"_L1, edit.current },
                           { "changed"_L1, QJsonArray::fromStringList(edit.changed) } };
        put(clash, "by"_L1, edit.by);
        if (edit.when)
            clash.insert("time"_L1, toIso(*edit.when));
        object.insert("conflict"_L1, clash);
    }
    return object;
}

} // namespace fw::models
