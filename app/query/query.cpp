// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/query.h"

#include "query/fold.h"

#include <algorithm>

namespace fw::query {

namespace {

qsizetype endOfWord(QStringView text, qsizetype at)
{
    while (at < text.size() && !text[at].isSpace())
        ++at;
    return at;
}

} // namespace

Parsed Query::parse(QStringView text)
{
    Parsed result;
    qsizetype at = 0;
    while (at < text.size()) {
        if (text[at].isSpace()) {
            ++at;
            continue;
        }
        const qsizetype start = at;
        const bool negated = text[at] == u'-';
        at += negated ? 1 : 0;
        const bool quoted = at < text.size() && text[at] == u'"';
        const qsizetype from = quoted ? at + 1 : at;
        const qsizetype end = quoted ? text.indexOf(u'"', from) : endOfWord(text, from);
        if (end < 0)
            return { {}, Problem{ Problem::Kind::UnclosedQuote, at, text.size() - at } };
        const QString needle = folded(text.sliced(from, end - from));
        if (negated && needle.isEmpty())
            return { {}, Problem{ Problem::Kind::NothingNegated, start, end - start } };
        if (!needle.isEmpty())
            result.query.m_terms.push_back({ needle, negated });
        at = quoted ? end + 1 : end;
    }
    return result;
}

bool Query::matches(std::span<const QStringView> fields) const
{
    return std::ranges::all_of(m_terms, [fields](const Term &term) {
        const bool found = std::ranges::any_of(
            fields, [&term](QStringView field) { return containsFolded(field, term.needle); });
        return found != term.negated;
    });
}

bool Query::narrows(const Query &other) const
{
    return std::ranges::all_of(other.m_terms, [this](const Term &wide) {
        return std::ranges::any_of(m_terms, [&wide](const Term &narrow) {
            if (narrow.negated != wide.negated)
                return false;
            return narrow.negated ? wide.needle.contains(narrow.needle)
                                  : narrow.needle.contains(wide.needle);
        });
    });
}

QStringList Query::words() const
{
    QStringList all;
    for (const Term &term : m_terms) {
        if (!term.negated)
            all += term.needle;
    }
    return all;
}

} // namespace fw::query
