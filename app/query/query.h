// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

namespace fw::query {

/// What is wrong with a query, and where. The sentence for people is made in the models' words.
struct Problem
{
    enum class Kind : quint8 {
        UnclosedQuote, ///< a " without its partner
        NothingNegated, ///< a - with nothing behind it
    };
    Kind kind = Kind::UnclosedQuote;
    qsizetype position = 0; ///< first character concerned
    qsizetype length = 0; ///< how many
    friend bool operator==(const Problem &, const Problem &) = default;
};

struct Parsed;

/// A search, ready to be asked about many rows: plain words that must all occur (in any field),
/// "phrases" that must occur as written, and -words or -"phrases" that must not. Case and
/// diacritics do not count. Value type; asking it changes and allocates nothing.
class Query
{
public:
    /// Matches everything.
    Query() = default;
    /// Reads what a person typed. On a problem the query is empty: keep the last valid one.
    static Parsed parse(QStringView text);

    bool isEmpty() const { return m_terms.empty(); }
    /// Whether a row with these texts matches.
    bool matches(std::span<const QStringView> fields) const;
    bool matches(std::initializer_list<QStringView> fields) const
    {
        return matches(std::span(fields.begin(), fields.size()));
    }
    /// True when everything this query matches, \a other matches too: while a word is being
    /// typed only the rows already shown need to be asked again.
    bool narrows(const Query &other) const;
    /// The wanted words, folded, for highlighting them.
    QStringList words() const;

    friend bool operator==(const Query &, const Query &) = default;

private:
    struct Term
    {
        QString needle; ///< folded
        bool negated = false;
        friend bool operator==(const Term &, const Term &) = default;
    };
    std::vector<Term> m_terms;
};

/// What parse() made of a text.
struct Parsed
{
    Query query;
    std::optional<Problem> problem;
};

} // namespace fw::query
