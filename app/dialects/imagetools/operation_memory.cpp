// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"operation_id":"op-uuid","operation_type":"bulk_compress","progress":45, …}               (S20)
// is kept as "op:op-uuid" -> "0", "45", "" and "bulk_compress", one a line
#include "dialects/imagetools/operation_memory.h"

#include "dialects/imagetools/server.h"

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;

namespace {

constexpr auto prefix = "op:"_L1;
constexpr qsizetype longest = 200; ///< characters of an id and of a type
constexpr int mostKept = 100;

// The ended ones go first; when none has ended, the first.
void makeRoom(QMap<QString, QString> &extra)
{
    int kept = 0;
    QString victim;
    bool isEnded = false;
    for (auto one = extra.lowerBound(QString(prefix));
         one != extra.end() && one.key().startsWith(prefix); ++one) {
        ++kept;
        const bool ended = one.value().startsWith(u'1');
        if (victim.isEmpty() || (ended && !isEnded)) {
            victim = one.key();
            isEnded = ended;
        }
    }
    if (kept >= mostKept)
        extra.remove(victim);
}

} // namespace

std::optional<KnownOperation> knownOperation(const wire::SessionFacts &facts, const QString &id)
{
    const QString kept = facts.extra.value(prefix + id);
    if (kept.isEmpty())
        return std::nullopt;
    KnownOperation known;
    known.ended = kept.section(u'\n', 0, 0) == "1"_L1;
    bool isNumber = false;
    const double progress = kept.section(u'\n', 1, 1).toDouble(&isNumber);
    if (isNumber)
        known.progress = progress;
    known.cancel = kept.section(u'\n', 2, 2);
    known.type = kept.section(u'\n', 3);
    return known;
}

void remember(const QString &id, const KnownOperation &operation, Sink &sink)
{
    if (id.size() > longest)
        return;
    const QStringList lines{ operation.ended ? u"1"_s : u"0"_s,
                             operation.progress ? QString::number(*operation.progress) : QString(),
                             operation.cancel, operation.type.left(longest) };
    const QString name = prefix + id;
    if (!sink.facts().extra.contains(name))
        makeRoom(sink.learn().extra);
    note(sink, name, lines.join(u'\n'));
}

} // namespace fw::dialects::imagetools
