// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/expression.h"

#include <cmath>
#include <optional>

namespace fw::crop {

namespace {

using What = ExpressionError::What;

constexpr qsizetype longest = 64;
constexpr int deepest = 16;
constexpr double largest = 1e9;

/// Recursive descent over one line; stops at the first error.
class Parser
{
public:
    Parser(QStringView text, double extent)
        : m_text(text)
        , m_extent(extent)
    {
    }

    /// The whole line; it begins at \a from, with a sign or not.
    tl::expected<double, ExpressionError> all(qsizetype from, bool isSigned)
    {
        m_at = isSigned ? from + 1 : from;
        if (const std::optional<double> part = fraction())
            return (isSigned && m_text[from] != u'+' ? -*part : *part) * m_extent;
        m_at = from;
        const double value = sum();
        if (!m_error && peek() != 0)
            complain(What::ExpectedOperator, m_at);
        if (m_error)
            return tl::unexpected(*m_error);
        return value;
    }

    /// The next character after spaces; 0 at the end.
    char16_t peek()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
        return m_at < m_text.size() ? m_text[m_at].unicode() : u'\0';
    }

    qsizetype at() const { return m_at; }

private:
    double complain(What what, qsizetype at)
    {
        if (!m_error)
            m_error = ExpressionError{ what, at };
        return 0;
    }

    double checked(double value, qsizetype at)
    {
        return std::abs(value) <= largest ? value : complain(What::TooLarge, at);
    }

    bool isDigit() const
    {
        return m_at < m_text.size() && m_text[m_at] >= u'0' && m_text[m_at] <= u'9';
    }

    /// "a/b" of whole numbers and nothing else, 0 < b, a <= b.
    std::optional<double> fraction()
    {
        const auto whole = [this]() -> std::optional<double> {
            peek();
            if (!isDigit())
                return std::nullopt;
            double n = 0;
            for (; isDigit(); ++m_at)
                n = n * 10 + m_text[m_at].unicode() - u'0';
            return n <= largest ? std::optional(n) : std::nullopt;
        };
        const std::optional<double> above = whole();
        if (!above || (peek() != u'/' && peek() != u'÷'))
            return std::nullopt;
        ++m_at;
        const std::optional<double> below = whole();
        if (!below || peek() != 0 || *below <= 0 || *above > *below)
            return std::nullopt;
        return *above / *below;
    }

    double sum()
    {
        double value = product();
        while (!m_error) {
            const char16_t c = peek();
            if (c != u'+' && c != u'-' && c != u'−')
                break;
            const qsizetype where = m_at++;
            const double right = product();
            value = checked(c == u'+' ? value + right : value - right, where);
        }
        return value;
    }

    double product()
    {
        double value = factor();
        while (!m_error) {
            const char16_t c = peek();
            const bool divides = c == u'/' || c == u'÷';
            if (!divides && c != u'*' && c != u'×')
                break;
            const qsizetype where = m_at++;
            peek();
            const qsizetype rightAt = m_at;
            const double right = factor();
            if (divides && right == 0)
                return complain(What::DivisionByZero, rightAt);
            value = checked(divides ? value / right : value * right, where);
        }
        return value;
    }

    double factor()
    {
        const char16_t c = peek();
        const qsizetype where = m_at;
        if (c != u'(' && c != u'+' && c != u'-' && c != u'−')
            return number();
        if (++m_depth > deepest)
            return complain(What::TooDeep, where);
        ++m_at;
        double value = 0;
        if (c == u'(') {
            value = sum();
            if (!m_error && peek() != u')')
                return m_at < m_text.size() ? complain(What::ExpectedOperator, m_at)
                                            : complain(What::MissingBracket, where);
            ++m_at;
        } else {
            value = c == u'+' ? factor() : -factor();
        }
        --m_depth;
        return value;
    }

    double number()
    {
        const qsizetype where = m_at;
        if (!isDigit())
            return complain(What::ExpectedNumber, where);
        double value = 0;
        for (; isDigit(); ++m_at)
            value = value * 10 + m_text[m_at].unicode() - u'0';
        if (m_at < m_text.size() && (m_text[m_at] == u'.' || m_text[m_at] == u',')) {
            ++m_at;
            if (!isDigit())
                return complain(What::ExpectedNumber, m_at);
            double place = 1;
            for (; isDigit(); ++m_at)
                value += (m_text[m_at].unicode() - u'0') * (place /= 10);
        }
        return unit(checked(value, where), where);
    }

    double unit(double value, qsizetype where)
    {
        if (peek() == u'%') {
            ++m_at;
            return checked(value / 100 * m_extent, where);
        }
        const qsizetype from = m_at;
        while (m_at < m_text.size() && m_text[m_at].isLetter())
            ++m_at;
        const QStringView word = m_text.sliced(from, m_at - from);
        if (word.isEmpty() || word.compare(u"px", Qt::CaseInsensitive) == 0)
            return value;
        return complain(What::UnknownUnit, from);
    }

    QStringView m_text;
    double m_extent;
    qsizetype m_at = 0;
    int m_depth = 0;
    std::optional<ExpressionError> m_error;
};

} // namespace

tl::expected<double, ExpressionError> evaluate(QStringView text, const Measure &measure)
{
    if (text.size() > longest)
        return tl::unexpected(ExpressionError{ What::TooLong, longest });
    Parser parser(text, measure.extent);
    const char16_t first = parser.peek();
    if (first == 0)
        return tl::unexpected(ExpressionError{ What::Empty, 0 });
    const bool relative = first == u'+' || first == u'-' || first == u'−';
    const auto value = parser.all(parser.at(), relative);
    if (!value)
        return value;
    const double result = relative ? measure.value + *value : *value;
    if (!(std::abs(result) <= largest))
        return tl::unexpected(ExpressionError{ What::TooLarge, 0 });
    return result;
}

} // namespace fw::crop
