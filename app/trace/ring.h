// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/exchange.h"

#include <deque>

namespace fw::trace {

/// How much a ring holds.
struct Bounds
{
    size_t exchanges = 2000;
    qint64 bytes = 16 * 1024 * 1024;
    size_t problems = 200; ///< beyond those exchanges, older ones with issues
    qint64 problemBytes = 4 * 1024 * 1024;
    qint64 body = 1024 * 1024; ///< of a larger body only so much is kept
};

/// What is new to somebody who follows a ring, clean.
struct News
{
    std::vector<SeenPtr> added; ///< in order
    quint64 first = 1; ///< the ring's oldest; whoever follows drops what is older
    QList<quint64> problems; ///< except these: older ones with issues
    quint64 generation = 0; ///< another one: everything comes anew
    quint64 newest = 0; ///< number of the last exchange there was, told or not
};

/// The last exchanges of one server, bounded in number and bytes; those with issues are kept beyond
/// that in a small ring of their own, so that good ones do not push them out. Bodies are shared
/// with whoever made them, nothing is looked into. For one thread; only in memory.
class Ring
{
public:
    explicit Ring(const Bounds &bounds = {})
        : m_bounds(bounds)
    {
    }
    /// Gives it a number and takes it in.
    quint64 add(Exchange exchange);
    /// Takes these secrets out of everything in it: they are about to be forgotten.
    void forget(const Redactor &secrets);
    void clear();
    /// Other limits from now on; what is too much for them goes.
    void setBounds(const Bounds &bounds);
    /// Lets go of everything up to \a number: it is kept elsewhere.
    void drop(quint64 number);

    using Entry = std::shared_ptr<const Exchange>;
    /// Everything with a number above \a number, oldest first.
    std::vector<Entry> after(quint64 number) const;
    quint64 first() const; ///< number of the oldest, older problems apart; newest() + 1: none
    quint64 newest() const { return m_next - 1; }
    QList<quint64> olderProblems() const;
    size_t size() const { return m_all.size() + m_problems.size(); }
    qint64 bytes() const { return m_bytes + m_problemBytes; }

private:
    void shrink();

    Bounds m_bounds;
    std::deque<Entry> m_all;
    std::deque<Entry> m_problems; ///< pushed out of m_all
    qint64 m_bytes = 0;
    qint64 m_problemBytes = 0;
    quint64 m_next = 1;
};

} // namespace fw::trace
