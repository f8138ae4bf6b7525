// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/adjust.h"
#include "crop/gesture.h"
#include "crop/rounding.h"

#include <QTest>

#include <cstdio>
#include <random>

using namespace fw::crop;

namespace {

constexpr double slight = 1e-6; ///< what arithmetic may be off, in pixels

/// Makes frames, rectangles and pointer ways; the same ones for the same seed.
class Dice
{
public:
    explicit Dice(quint32 seed)
        : m_random(seed)
    {
    }

    double real(double low, double high)
    {
        return low + (high - low) * (double(m_random()) / 4294967296.0);
    }
    int whole(int low, int high) { return low + int(m_random() % quint32(high - low + 1)); }
    bool chance(int percent) { return whole(1, 100) <= percent; }

    Frame frame()
    {
        Frame f;
        const int most = chance(50) ? 2200 : longestSide;
        f.source = { whole(64, most), whole(64, most) };
        f.turns = whole(0, 3);
        f.flipped = chance(30);
        f.step = chance(80) ? Size{ 2, 2 } : Size{ 1, 1 };
        f.minimum = { whole(1, 32), whole(1, 32) };
        return f;
    }
    Ratio ratio(const Frame &f)
    {
        const auto rows = presets();
        const PresetRow &row = rows[size_t(whole(0, int(rows.size()) - 1))];
        const Ratio r = row.preset == Preset::Custom ? ratioOf(whole(1, 40), whole(1, 40))
                                                     : presetRatio(row.preset, f.shown());
        // A shape that cannot be had above the minimum is none to hold anybody to.
        const Rect most = largest(f, r);
        const bool fits = r.isFree() || std::abs(most.width - most.height * r.value()) < slight;
        return fits ? r : Ratio{};
    }
    /// A rectangle inside, of the ratio where there is one.
    Rect rect(const Frame &f, Ratio r)
    {
        const Axis x = axisX(f);
        const Axis y = axisY(f);
        double width = real(x.least, x.extent);
        double height = real(y.least, y.extent);
        if (!r.isFree()) {
            const double shape = r.value();
            width = real(std::max(x.least * 1.0, y.least * shape), largest(f, r).width);
            height = width / shape;
        }
        if (chance(30)) // where a server put it, but of the shape to the last digit
            return inside({ double(whole(0, x.extent)), double(whole(0, y.extent)), width, height },
                          f);
        return { real(0, x.extent - width), real(0, y.extent - height), width, height };
    }
    Point point(const Frame &f)
    {
        const Size s = f.shown();
        return { real(-0.2 * s.width, 1.2 * s.width), real(-0.2 * s.height, 1.2 * s.height) };
    }

private:
    std::mt19937 m_random;
};

/// Everything one random gesture needs.
struct Case
{
    Scene scene;
    Drag drag;
    std::vector<Target> targets;
    Handle handle = Handle::Top;
    int kind = 0; ///< 0 move, 1 resize, 2 draw
    Step step;
    Step plain; ///< the same without guides

    Step run(const Drag &d, const Scene &s) const
    {
        return kind == 0 ? moved(d, s) : kind == 1 ? resized(handle, d, s) : drawn(d, s);
    }
    bool keepsRatio() const
    {
        return !scene.ratio.isFree() || scene.locked || drag.modifiers.keepRatio;
    }
    double shape() const
    {
        return scene.ratio.isFree() ? drag.rect.width / drag.rect.height : scene.ratio.value();
    }
    /// Whether the pointer moved along an axis that the handle takes.
    bool isMoving() const
    {
        return (kind != 1 || sideX(handle) != 0) && drag.from.x != drag.to.x
            ? true
            : (kind != 1 || sideY(handle) != 0) && drag.from.y != drag.to.y;
    }
};

void roll(Dice &dice, Case &c)
{
    c.scene.frame = dice.frame();
    c.scene.ratio = dice.ratio(c.scene.frame);
    c.scene.locked = dice.chance(20);
    c.scene.tolerance = dice.chance(70) ? dice.real(0.1, 40) : 0;
    c.targets = pictureTargets(c.scene.frame);
    addRect(c.targets, dice.rect(c.scene.frame, {}), Guide::Accepted);
    if (dice.chance(50))
        addRect(c.targets, dice.rect(c.scene.frame, {}), Guide::Sibling, 1);
    c.scene.targets = c.targets;
    c.drag.rect = dice.rect(c.scene.frame, c.scene.ratio);
    c.drag.from = dice.point(c.scene.frame);
    c.drag.to = dice.chance(3) ? c.drag.from : dice.point(c.scene.frame);
    c.drag.modifiers = { dice.chance(25), dice.chance(25), dice.chance(25), dice.chance(25) };
    c.handle = handles()[size_t(dice.whole(0, 7))];
    c.kind = dice.whole(0, 2);
    c.step = c.run(c.drag, c.scene);
    Scene without = c.scene;
    without.tolerance = 0;
    c.plain = c.run(c.drag, without);
}

bool isNear(double a, double b, double by = slight)
{
    return std::abs(a - b) <= by;
}

bool isInside(const Rect &r, const Frame &f)
{
    const Size s = f.shown();
    return r.x >= -slight && r.y >= -slight && r.right() <= s.width + slight
        && r.bottom() <= s.height + slight;
}

QByteArray told(const Case &c)
{
    const auto rect = [](const Rect &r) -> QByteArray {
        return QByteArray::number(r.x, 'g', 12) + ' ' + QByteArray::number(r.y, 'g', 12) + ' '
            + QByteArray::number(r.width, 'g', 12) + 'x' + QByteArray::number(r.height, 'g', 12);
    };
    const Size s = c.scene.frame.shown();
    return "kind " + QByteArray::number(c.kind) + " handle " + QByteArray::number(int(c.handle))
        + " in " + QByteArray::number(s.width) + 'x' + QByteArray::number(s.height) + " ratio "
        + ratioText(c.scene.ratio).toUtf8() + " mods "
        + QByteArray::number(c.drag.modifiers.axisLock)
        + QByteArray::number(c.drag.modifiers.keepRatio)
        + QByteArray::number(c.drag.modifiers.fromCentre)
        + QByteArray::number(c.drag.modifiers.noSnap) + " from " + rect(c.drag.rect) + " by "
        + QByteArray::number(c.drag.to.x - c.drag.from.x) + ' '
        + QByteArray::number(c.drag.to.y - c.drag.from.y) + " to " + rect(c.step.rect);
}

// Each law answers 1 where it holds, 0 where it says nothing, -1 where it is broken.

int theModelStaysInsideTheBoundsAndAboveTheMinimum(const Case &c)
{
    const Rect &r = c.step.rect;
    return isInside(r, c.scene.frame) && r.width >= axisX(c.scene.frame).least - slight
            && r.height >= axisY(c.scene.frame).least - slight
        ? 1
        : -1;
}

int theSentRectangleIsEvenAndInsideTheBounds(const Case &c)
{
    for (const Rounding rounding : { Rounding::Nearest, Rounding::Exact }) {
        const PixelRect sent
            = rounded(c.step.rect, c.scene.frame, c.scene.ratio, rounding, c.step.anchor);
        if (!isSendable(sent, c.scene.frame))
            return -1;
        const PixelRect stored = toSource(sent, c.scene.frame);
        const Size step = c.scene.frame.step;
        if (stored.x % step.width != 0 || stored.width % step.width != 0
            || stored.y % step.height != 0 || stored.height % step.height != 0 || stored.x < 0
            || stored.y < 0 || stored.right() > c.scene.frame.source.width
            || stored.bottom() > c.scene.frame.source.height
            || toShown(stored, c.scene.frame) != sent)
            return -1;
    }
    return 1;
}

int theSentRatioIsOffByNoMoreThanOneChromaStep(const Case &c)
{
    if (c.scene.ratio.isFree())
        return 0;
    const PixelRect sent
        = rounded(c.step.rect, c.scene.frame, c.scene.ratio, Rounding::Nearest, c.step.anchor);
    const double shape = c.scene.ratio.value();
    const double off
        = shape >= 1 ? sent.width / shape - sent.height : sent.height * shape - sent.width;
    const int step = shape >= 1 ? axisY(c.scene.frame).step : axisX(c.scene.frame).step;
    return std::abs(off) <= step ? 1 : -1;
}

int exactRoundingHasTheRatioToTheLastDigit(const Case &c)
{
    const Ratio ratio = c.scene.ratio;
    if (!exactIsPossible(c.scene.frame, ratio))
        return 0;
    const PixelRect sent
        = rounded(c.step.rect, c.scene.frame, ratio, Rounding::Exact, c.step.anchor);
    return qint64(sent.width) * ratio.height == qint64(sent.height) * ratio.width ? 1 : -1;
}

int backAtTheStartIsTheStartAndTheWayDoesNotMatter(const Case &c)
{
    if (c.run(c.drag, c.scene) != c.step)
        return -1;
    if (c.kind == 2)
        return 0;
    Drag back = c.drag;
    back.to = back.from;
    return c.run(back, c.scene).rect == c.drag.rect ? 1 : -1;
}

int moveKeepsTheSize(const Case &c)
{
    if (c.kind != 0)
        return 0;
    const auto sent = [&](const Rect &r) {
        return rounded(r, c.scene.frame, c.scene.ratio, Rounding::Nearest, c.step.anchor);
    };
    const bool same = c.step.rect.width == c.drag.rect.width
        && c.step.rect.height == c.drag.rect.height
        && sent(c.step.rect).width == sent(c.drag.rect).width
        && sent(c.step.rect).height == sent(c.drag.rect).height;
    const bool lock = c.drag.modifiers.axisLock && c.step.rect.x != c.drag.rect.x
        && c.step.rect.y != c.drag.rect.y;
    return same && !lock ? 1 : -1;
}

int resizeKeepsTheOppositeEdge(const Case &c)
{
    if (c.kind != 1 || c.drag.modifiers.fromCentre)
        return 0;
    const Rect &a = c.drag.rect;
    const Rect &b = c.step.rect;
    const int x = sideX(c.handle);
    const int y = sideY(c.handle);
    const bool kept = (x <= 0 || isNear(a.x, b.x)) && (x >= 0 || isNear(a.right(), b.right()))
        && (y <= 0 || isNear(a.y, b.y)) && (y >= 0 || isNear(a.bottom(), b.bottom()));
    // An axis that is neither dragged nor taken along is the same to the last bit.
    const bool still = c.keepsRatio()
        || ((x != 0 || (a.x == b.x && a.width == b.width))
            && (y != 0 || (a.y == b.y && a.height == b.height)));
    return kept && still ? 1 : -1;
}

int resizeKeepsTheOppositeSentEdge(const Case &c)
{
    if (c.kind != 1 || c.drag.modifiers.fromCentre || !c.isMoving())
        return 0;
    const auto sent = [&](const Rect &r) {
        return rounded(r, c.scene.frame, c.scene.ratio, Rounding::Nearest, c.step.anchor);
    };
    const PixelRect a = sent(c.drag.rect);
    const PixelRect b = sent(c.step.rect);
    const Axis x = axisX(c.scene.frame);
    const Axis y = axisY(c.scene.frame);
    // Off the border, where a rectangle had to be moved to lie inside at all.
    const auto edge = [](int was, int is, int sizeWas, int sizeIs, int side, const Axis &along) {
        if (side == 0)
            return true;
        const bool atBorder = side > 0 ? std::max(was + sizeWas, is + sizeIs) >= along.high
                                       : std::min(was, is) <= along.low;
        const int moved = side > 0 ? is - was : (is + sizeIs) - (was + sizeWas);
        return std::abs(moved) <= (atBorder ? along.step : 0);
    };
    return edge(a.x, b.x, a.width, b.width, sideX(c.handle), x)
            && edge(a.y, b.y, a.height, b.height, sideY(c.handle), y)
        ? 1
        : -1;
}

int symmetricKeepsTheCentre(const Case &c)
{
    if (c.kind != 1 || !c.drag.modifiers.fromCentre)
        return 0;
    const Point a = c.drag.rect.centre();
    const Point b = c.step.rect.centre();
    return isNear(a.x, b.x) && isNear(a.y, b.y) ? 1 : -1;
}

int aKeptRatioIsKept(const Case &c)
{
    if (c.kind == 0 || !c.keepsRatio() || !c.isMoving())
        return 0;
    const double off = c.step.rect.width - c.step.rect.height * c.shape();
    return std::abs(off) <= slight * std::max(1.0, c.shape()) ? 1 : -1;
}

int snappingMovesNoEdgeByMoreThanTheTolerance(const Case &c)
{
    const Rect &a = c.plain.rect;
    const Rect &b = c.step.rect;
    const bool off = c.drag.modifiers.noSnap || c.scene.tolerance <= 0;
    if (off)
        return a == b && c.step.hits == Hits{} ? 0 : -1;
    const double by = c.scene.tolerance + slight;
    return isNear(a.x, b.x, by) && isNear(a.y, b.y, by) && isNear(a.right(), b.right(), by)
            && isNear(a.bottom(), b.bottom(), by)
        ? 1
        : -1;
}

int aHitLineLiesOnItsTarget(const Case &c)
{
    const Rect &r = c.step.rect;
    const auto lies = [](const std::optional<Hit> &hit, double from, double size) {
        if (!hit)
            return true;
        const double at = hit->line == Line::Near ? from
            : hit->line == Line::Middle           ? from + size / 2
                                                  : from + size;
        return isNear(at, hit->target.at);
    };
    const bool any = c.step.hits.x || c.step.hits.y;
    return lies(c.step.hits.x, r.x, r.width) && lies(c.step.hits.y, r.y, r.height) ? any : -1;
}

int ratioChangeKeepsTheCentreWhenItFits(const Case &c)
{
    const Frame &f = c.scene.frame;
    if (c.scene.ratio.isFree())
        return 0;
    const Rect from = c.step.rect;
    const Rect most = largest(f, c.scene.ratio);
    const Rect a = withRatio(from, c.scene.ratio, f);
    const Rect b = sameSubject(from, c.scene.ratio, f);
    const bool large = isNear(a.width, most.width) && isInside(a, f) && isInside(b, f);
    const double shape = c.scene.ratio.value();
    const bool shaped = isNear(b.width, b.height * shape, slight * std::max(1.0, shape));
    const double width = std::sqrt(from.area() * shape);
    const bool areaFits
        = width <= most.width && width >= std::max(axisX(f).least * 1.0, axisY(f).least * shape);
    const bool area = !areaFits || isNear(b.area() / from.area(), 1, 1e-9);
    const auto centred = [&](const Rect &r) {
        return !isInside(around(from.centre(), r.width, r.height), f)
            || (isNear(from.centre().x, r.centre().x) && isNear(from.centre().y, r.centre().y));
    };
    return large && shaped && area && centred(a) && centred(b) ? 1 : -1;
}

int swapTwiceIsTheSameWhenItFits(const Case &c)
{
    const Rect &r = c.step.rect;
    const Rect once = swapped(r, c.scene.frame);
    if (!isInside(once, c.scene.frame))
        return -1;
    const Rect asked = around(r.centre(), r.height, r.width);
    if (!isNear(once.x, asked.x) || !isNear(once.y, asked.y) || !isNear(once.width, asked.width)
        || !isNear(once.height, asked.height))
        return 0;
    const Rect twice = swapped(once, c.scene.frame);
    return isNear(twice.x, r.x) && isNear(twice.y, r.y) && isNear(twice.width, r.width)
            && isNear(twice.height, r.height)
        ? 1
        : -1;
}

int fourTurnsAndTwoFlipsAreTheSame(const Case &c)
{
    const View start{ c.step.rect, c.scene.frame };
    View v = start;
    for (int i = 0; i < 4; ++i) {
        v = turned(v, 1);
        if (!isInside(v.rect, v.frame))
            return -1;
    }
    v = flippedDown(flippedAcross(flippedDown(flippedAcross(v))));
    v = turned(turned(v, 3), -3);
    return v.frame == start.frame && isNear(v.rect.x, start.rect.x)
            && isNear(v.rect.y, start.rect.y)
        ? 1
        : -1;
}

int wheelThereAndBackIsTheSameWhenItFits(const Case &c)
{
    const Frame &f = c.scene.frame;
    const Rect &r = c.drag.rect;
    const Point about{ std::clamp(c.drag.to.x, r.x, r.right()),
                       std::clamp(c.drag.to.y, r.y, r.bottom()) };
    const Rect small = resizedAbout(r, about, 1 / wheelNotch, f, c.scene.ratio);
    if (!isInside(small, f))
        return -1;
    if (!isNear(small.width * wheelNotch, r.width))
        return 0; // the minimum was met
    const bool kept = isNear((about.x - small.x) / small.width, (about.x - r.x) / r.width);
    const Rect back = resizedAbout(small, about, wheelNotch, f, c.scene.ratio);
    return kept && isNear(back.x, r.x) && isNear(back.width, r.width) && isNear(back.y, r.y) ? 1
                                                                                             : -1;
}

int nudgesMoveByOneChromaStep(const Case &c)
{
    const Frame &f = c.scene.frame;
    const Rect r = c.step.rect;
    const int steps = c.drag.modifiers.axisLock ? shiftSteps : 1;
    const Rect right = nudged(r, steps, 0, f);
    const Rect down = nudged(r, 0, -steps, f);
    const auto moved
        = [](double by, double wanted, double room) { return isNear(by, std::min(wanted, room)); };
    return right.width == r.width && right.y == r.y && down.x == r.x
            && moved(right.x - r.x, steps * axisX(f).step, f.shown().width - r.right())
            && moved(r.y - down.y, steps * axisY(f).step, r.y)
        ? 1
        : -1;
}

/// What became of a law over all gestures.
struct Verdict
{
    int (*law)(const Case &);
    int seen = 0; ///< gestures that it says something about
    QByteArray broken{}; ///< the first that breaks it
};

} // namespace

/// Laws of the gestures, every one on each of FW_CROP_GESTURES (1,000,000) random ones.
class TestLaws final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theModelStaysInsideTheBoundsAndAboveTheMinimum()
    {
        shown(::theModelStaysInsideTheBoundsAndAboveTheMinimum);
    }
    void theSentRectangleIsEvenAndInsideTheBounds()
    {
        shown(::theSentRectangleIsEvenAndInsideTheBounds);
    }
    void theSentRatioIsOffByNoMoreThanOneChromaStep()
    {
        shown(::theSentRatioIsOffByNoMoreThanOneChromaStep);
    }
    void exactRoundingHasTheRatioToTheLastDigit()
    {
        shown(::exactRoundingHasTheRatioToTheLastDigit);
    }
    void backAtTheStartIsTheStartAndTheWayDoesNotMatter()
    {
        shown(::backAtTheStartIsTheStartAndTheWayDoesNotMatter);
    }
    void moveKeepsTheSize() { shown(::moveKeepsTheSize); }
    void resizeKeepsTheOppositeEdge() { shown(::resizeKeepsTheOppositeEdge); }
    void resizeKeepsTheOppositeSentEdge() { shown(::resizeKeepsTheOppositeSentEdge); }
    void symmetricKeepsTheCentre() { shown(::symmetricKeepsTheCentre); }
    void aKeptRatioIsKept() { shown(::aKeptRatioIsKept); }
    void snappingMovesNoEdgeByMoreThanTheTolerance()
    {
        shown(::snappingMovesNoEdgeByMoreThanTheTolerance);
    }
    void aHitLineLiesOnItsTarget() { shown(::aHitLineLiesOnItsTarget); }
    void ratioChangeKeepsTheCentreWhenItFits() { shown(::ratioChangeKeepsTheCentreWhenItFits); }
    void swapTwiceIsTheSameWhenItFits() { shown(::swapTwiceIsTheSameWhenItFits); }
    void fourTurnsAndTwoFlipsAreTheSame() { shown(::fourTurnsAndTwoFlipsAreTheSame); }
    void wheelThereAndBackIsTheSameWhenItFits() { shown(::wheelThereAndBackIsTheSameWhenItFits); }
    void nudgesMoveByOneChromaStep() { shown(::nudgesMoveByOneChromaStep); }
    void aThousandReopeningsDoNotDrift();

private:
    void shown(int (*law)(const Case &));

    int m_count = 1'000'000;
    std::vector<Verdict> m_verdicts{
        { ::theModelStaysInsideTheBoundsAndAboveTheMinimum },
        { ::theSentRectangleIsEvenAndInsideTheBounds },
        { ::theSentRatioIsOffByNoMoreThanOneChromaStep },
        { ::exactRoundingHasTheRatioToTheLastDigit },
        { ::backAtTheStartIsTheStartAndTheWayDoesNotMatter },
        { ::moveKeepsTheSize },
        { ::resizeKeepsTheOppositeEdge },
        { ::resizeKeepsTheOppositeSentEdge },
        { ::symmetricKeepsTheCentre },
        { ::aKeptRatioIsKept },
        { ::snappingMovesNoEdgeByMoreThanTheTolerance },
        { ::aHitLineLiesOnItsTarget },
        { ::ratioChangeKeepsTheCentreWhenItFits },
        { ::swapTwiceIsTheSameWhenItFits },
        { ::fourTurnsAndTwoFlipsAreTheSame },
        { ::wheelThereAndBackIsTheSameWhenItFits },
        { ::nudgesMoveByOneChromaStep },
    };
};

void TestLaws::initTestCase()
{
    bool ok = false;
    const int given = qEnvironmentVariableIntValue("FW_CROP_GESTURES", &ok);
    m_count = ok ? std::max(1000, given) : m_count;
    Dice dice(1);
    Case c;
    for (int i = 0; i < m_count; ++i) {
        roll(dice, c);
        for (Verdict &verdict : m_verdicts) {
            const int answer = verdict.law(c);
            verdict.seen += answer > 0;
            if (answer < 0 && verdict.broken.isEmpty())
                verdict.broken = told(c);
        }
    }
    std::printf("%d gestures, %zu laws on each\n", m_count, m_verdicts.size());
}

void TestLaws::shown(int (*law)(const Case &))
{
    const auto it = std::ranges::find(m_verdicts, law, &Verdict::law);
    QVERIFY2(it->broken.isEmpty(), it->broken.constData());
    // A law that never applied was not shown.
    QVERIFY2(it->seen > m_count / 100, qPrintable(QString::number(it->seen)));
}

void TestLaws::aThousandReopeningsDoNotDrift()
{
    Dice dice(18);
    for (int i = 0; i < 500; ++i) {
        const Frame f = dice.frame();
        const Ratio ratio = dice.ratio(f);
        const Kept first = keep(dice.rect(f, ratio), f, ratio);
        Kept mine = first; // the window that made it
        Kept other = reopened({}, first.sent, f); // one that only knows what the server says
        for (int open = 0; open < 1000; ++open) {
            mine = reopened(mine, mine.sent, f);
            other = keep(reopened(other, other.sent, f).model, f, ratio);
            if (mine != first || other.sent != first.sent)
                QFAIL(qPrintable(QString::number(open)));
        }
    }
}

QTEST_GUILESS_MAIN(TestLaws)
#include "tst_laws.moc"
