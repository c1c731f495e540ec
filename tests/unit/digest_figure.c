/* SPDX-License-Identifier: MIT */
/* digest: which numbers are key figures, their labels, places and relations. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "digest/digest.h"
#include "rounds.h"

static size_t read_figures(struct arena *a, const char *text, struct keyfigure **figures)
{
    struct block block = {.kind = BLOCK_P, .id = "p1", .text = text};
    struct article article = {.kind = ARTICLE, .date = "", .blocks = &block, .block_count = 1};
    return digest_figures(a, &article, figures);
}

/* One line for all figures: value|unit|label|approx|per|part-of, then the next after a space. */
static const char *summary(struct arena *a, const char *text)
{
    struct keyfigure *k;
    size_t n = read_figures(a, text, &k);
    const char *line = "";
    for (size_t i = 0; i < n; i++)
        line = arena_printf(a, "%s%s%s|%s|%s|%s|%s|%s", line, i ? " " : "", k[i].value, k[i].unit,
                            k[i].label, k[i].approx, k[i].per, k[i].part_of);
    return line;
}

static const char *const figures[][2] = {
    /* verb, object, number */
    {"全镇发放节水手册640份。", "640|份|发放节水手册|||"},
    {"志愿者共清理河道垃圾12.5吨，", "12.5|吨|清理河道垃圾|||"},
    {"目前已安装充电桩320个。", "320|个|安装充电桩|||"},
    {"开展夜间巡河45次。", "45|次|夜间巡河|||"},
    /* verb, number, classifier, noun */
    {"年内建成6座口袋公园。", "6|座|建成口袋公园|||"},
    {"招募了58名退休教师参与课后托管。", "58|名|参与课后托管的退休教师|||"},
    {"在17个渡口设置救生圈230个。", "17|个|渡口||| 230|个|设置救生圈|||"},
    /* noun, copula, number */
    {"污水收集率达到93.6%。", "93.6|%|污水收集率|||"},
    {"全县柑橘种植面积为4.8万亩，", "4.8万|亩|全县柑橘种植面积|||"},
    /* money keeps the number before 万 */
    {"拨付抗旱资金360万元。", "360|万元|拨付抗旱资金|||"},
    {"筹集善款7万余元。", "7万余|元|筹集善款|余||"},
    {"投入90万元改造照明线路。", "90|万元|照明线路投入|||"},
    /* doubt */
    {"接待游客近3万人次。", "3万|人次|接待游客|近||"},
    {"水深在20米以下。", "20|米|水深|以下||"},
    {"来了数百名村民。", "数百|名|村民|数||"},
    /* shares */
    {"返乡青年占百分之六十。", "六十|%|返乡青年占比|||"},
    {"约三成农户参保。", "三|成|农户参保|约||"},
    /* per */
    {"每户补助1500元。", "1500|元|补助||户|"},
    {"就餐人数日均800余人次。", "800余|人次|就餐人数|余|日|"},
    /* lists share the verb */
    {"新建水窖14口、泵站2座。", "14|口|新建水窖||| 2|座|新建泵站|||"},
    /* relations */
    {"收集群众建议120条，采纳落实86条。", "120|条|收集群众建议||| 86|条|采纳落实群众建议|||"},
    {"收到来信75件，办结70件。", "75|件|收到来信||| 70|件|办结来信|||k1"},
    {"救助老人30人，其中独居19人、失能11人。",
     "30|人|救助老人||| 19|人|独居老人|||k1 11|人|失能老人|||k1"},
    /* change */
    {"港口吞吐量210万吨，同比增长6.5%。", "210万|吨|港口吞吐量||| 6.5|%|港口吞吐量同比增长|||"},
    {"审批材料由42份减少到9份。", "42|份|审批材料(减少前)||| 9|份|审批材料(减少到)|||"},
    {"办证时间缩短5天。", "5|天|办证时间缩短|||"},
    {"村里备好铁锹、雨衣、十字镐等物资。", ""},
    {"取件时间由原来的40分钟缩短至12分钟。",
     "40|分钟|取件时间(缩短前)||| 12|分钟|取件时间(缩短至)|||"},
};

static const char *const whole_labels[][2] = {
    /* no cut inside a noun, behind a conjunction or to an adjective */
    {"我市乡村文化服务和旅游服务收入规模达8亿元。", "8|亿元|乡村文化服务和旅游服务收入规模|||"},
    {"冷链运输服务价格指数同比增长4%。", "4|%|冷链运输服务价格指数同比增长|||"},
    {"全市整修和新建水渠60公里。", "60|公里|全市整修和新建水渠|||"},
    {"包含茶具、陶罐和竹编等各类手工艺的山乡老物件展品达300件。", "300|件|山乡老物件展品|||"},
    {"青禾公司完成货物周转量5亿吨。", "5亿|吨|青禾公司货物周转量|||"},
    /* function words at the ends */
    {"经测算，即全年用水总量的上限为6亿立方米。", "6亿|立方米|用水总量上限|||"},
    {"该渡口大桥主跨长200米。", "200|米|渡口大桥主跨长|||"},
    {"届时，5000吨及以上货轮可以靠泊。", ""},
    {"果园自2019年3月以来首次突破800亩。", "800|亩|果园|突破||"},
    {"单月客运量连续5个月达到40万人次。", "40万|人次|单月客运量|||"},
    {"志愿队撤离了包括老人、孕妇在内的约120人。", "120|人|志愿队撤离|约||"},
    /* a space and a full stop end a clause */
    {"粮仓存粮达90万吨 首次迈上90万吨新台阶", "90万|吨|粮仓存粮|||"},
    {"4. 东岭果品销量破千 采摘大棚 30座", "30|座|采摘大棚|||"},
    /* a quantity takes its owner */
    {"云溪铁路今天开工，全线210公里，设计速度250公里/小时。",
     "210|公里|云溪铁路全线||| 250|公里/小时|云溪铁路设计速度|||"},
    {"两县跨江供水能力提升一倍，年供水量达3亿吨。",
     "一|倍|两县跨江供水能力提升||| 3亿|吨|两县跨江供水量||年|"},
    {"这条全长18公里的观光步道沿线共有茶亭6座。", "18|公里|观光步道全长||| 6|座|茶亭|||"},
    {"总投资近7亿元的青石水库开工。", "7|亿元|青石水库总投资|近||"},
    {"队员抵达海拔4100米的白岩垭口。", "4100|米|白岩垭口海拔|||"},
    /* a bare noun takes its attribute */
    {"平台整合了全市36个部门。", "36|个|全市部门|||"},
    {"在石桥、柳湾等15个乡镇开展试点。", "15|个|开展试点的石桥、柳湾等乡镇|||"},
    {"滑道漂流、林间索道等十余种项目陆续开放。", "十余|种|滑道漂流、林间索道等项目|余||"},
    /* units with a slash */
    {"船闸过水能力为300立方米/秒。", "300|立方米/秒|船闸过水能力|||"},
    {"青梅收购价为12元/公斤。", "12|元/公斤|青梅收购价|||"},
    /* numbers without a classifier */
    {"全县约有32万学龄儿童参加体检。", "32万||学龄儿童|约||"},
    {"竹制品市场规模达到近20亿，", "20亿||竹制品市场规模|近||"},
    {"检查了6.5万辆次渣土车。", "6.5万|辆次|检查渣土车|||"},
    {"日均装运超3000车。", "3000|车|装运|超|日|"},
    {"消费信心指数为102.6，", "102.6||消费信心指数|||"},
    {"研制时速300公里列车的工作启动。", ""},
    {"年发电量可观，相当于30万户家庭的用电量。", ""},
    {"今年，1.2万个项目获得节水认证。", "1.2万|个|获得节水认证的项目|||"},
};

static const char *const told_labels[][2] = {
    /* a limit is told with what makes it one */
    {"焊缝误差不得超过0.3毫米。", "0.3|毫米|焊缝误差|不得超过||"},
    {"窖内湿度不能低于65%。", "65|%|窖内湿度|不能低于||"},
    /* a share by whatever verb */
    {"双职工家庭占了七成。", "七|成|双职工家庭占比|||"},
    {"夜班车占到近四成。", "四|成|夜班车占比|近||"},
    /* no two answers under one label */
    {"55%的受访者来听课是为了考证，30%是想打发时间，15%希望交朋友。",
     "55|%|受访者来听课是为了考证||| 30|%|想打发时间||| 15|%|希望交朋友|||"},
    {"全区已安装路灯24盏，还有9盏正在调试。", "24|盏|安装路灯||| 9|盏|正在调试路灯|||"},
    {"受理劳动争议63件，成功调解58件。", "63|件|受理劳动争议||| 58|件|成功调解劳动争议|||k1"},
    /* 完成 says nothing between who and a quantity */
    {"东港铁路完成旅客发送量120万人次，同比增长4%。",
     "120万|人次|东港铁路旅客发送量||| 4|%|东港铁路旅客发送量同比增长|||"},
    {"民营景区实现门票收入3亿元。", "3|亿元|民营景区门票收入|||"},
    /* function words at the ends */
    {"使塘坝水位降低0.4米。", "0.4|米|塘坝水位降低|||"},
    {"组织46家茶企与80家超市签约。", "46|家|茶企||| 80|家|超市|||"},
    {"全年可节水30吨。", "30|吨|节水|||"},
    /* what the base of a rate is called ends at its adverb, its 的 and its 在 */
    {"每个站台至少安排2名引导员。", "2|名|安排引导员||站台|"},
    {"每个渡口至少配备2名救生员。", "2|名|救生员||渡口|"},
    {"把每台水泵的造价由5.2万元压减到4.1万元。",
     "5.2|万元|每台水泵造价(压减前)||水泵| 4.1|万元|每台水泵造价(压减到)|||"},
    {"每艘渔船在港停时由30小时压缩到18小时。",
     "30|小时|每艘渔船在港停时(压缩前)||渔船| 18|小时|每艘渔船在港停时(压缩到)|||"},
    {"镍价昨日一度逼近13万元/吨。", "13|万元/吨|镍价|逼近||"},
    {"巡检频次由每日2次增至每日5次。", "2|次|巡检频次(增加前)||日| 5|次|巡检频次(增至)||日|"},
    /* what is bought at a price, and how much of it */
    {"去年，茶厂按每斤4.5元的价格收购鲜叶80吨。", "4.5|元|收购鲜叶价格||斤| 80|吨|收购鲜叶|||"},
    {"菜农以每筐22元的价格卖给客商。", "22|元|卖给客商价格||筐|"},
    /* how long, and a verb of one character */
    {"老艺人在茶馆开设“一刻钟评书”，三年讲了210场。", "210|场|“一刻钟评书”|||"},
    /* behind a modal */
    {"这家新厂一天可以生产纸箱2万个。", "2万|个|生产纸箱||天|"},
    {"供热公司已将一次管网水温由80℃提高到95℃。",
     "80|℃|一次管网水温(提高前)||| 95|℃|一次管网水温(提高到)|||"},
    {"两地通行时间将由65分钟压缩到30分钟。",
     "65|分钟|两地通行时间(压缩前)||| 30|分钟|两地通行时间(压缩到)|||"},
    {"全省已备好仓容90万吨。", "90万|吨|全省备好仓容|||"},
    /* a verb alone says nothing: of what, or of whom */
    {"全线贯通后，串起38公里滨河绿道。", "38|公里|滨河绿道|||"},
    {"新机制预计惠及2.6万人次。", "2.6万|人次|惠及群众|||"},
    {"工程建成后惠及沿线40万人。", "40万|人|惠及沿线群众|||"},
    {"在新增60万套的基础上继续扩大规模。", ""},
    {"建立2分钟到场、5分钟增援的快速反应圈36个。", "36|个|快速反应圈|||"},
    /* not cut inside a word */
    {"全区共设置瞭望点38个。", "38|个|设置瞭望点|||"},
    {"要求停止侵权并赔偿损失6万元。", "6|万元|要求停止侵权并赔偿损失|||"},
    {"医疗队共筛查出高血压患者420人。", "420|人|筛查出高血压患者|||"},
    {"新开放的河畔书院藏古籍3万册。", "3万|册|新开放河畔书院藏古籍|||"},
    /* behind a dash */
    {"人不是不够——夜班巡查岗位缺口12个。", "12|个|夜班巡查岗位缺口|||"},
    /* what is told of some of them */
    {"培训护林员860人次，其中140人取得特种作业操作证书。",
     "860|人次|培训护林员||| 140|人|取得特种作业操作证书|||"},
    /* what is counted in another unit than the one before */
    {"全县藏书92万册，增幅5.1%，人均1.4册。",
     "92万|册|全县藏书||| 5.1|%|全县藏书增幅||| 1.4|册|全县藏书||人|"},
    /* the whole name of a quantity */
    {"水利固定资产投资保持较快增长，全年预计约38亿元。", "38|亿元|水利固定资产投资|约||"},
    {"网上销售比重首次过半，为51.7%。", "51.7|%|网上销售比重|||"},
    {"全年快递业务总额，即快递运行中的实物价值总额，预计将超过90亿元。",
     "90|亿元|实物价值总额|超过||"},
    {"民营茶企新增出口额2亿元，在全县茶企出口总额中占比达61%。",
     "2|亿元|民营茶企新增出口额||| 61|%|民营茶企新增出口额占比|||"},
};

static const char *const related[][2] = {
    /* the topic of a change, and what is none */
    {"粮食产量90万吨，同比增长3%；单产400公斤，增长2%。",
     "90万|吨|粮食产量||| 3|%|粮食产量同比增长||| 400|公斤|单产||| 2|%|单产增长|||"},
    {"登记企业数量比上年末增长12%；注册资本达到60亿元，增长9%。",
     "12|%|登记企业数量比上年末增长||| 60|亿元|注册资本||| 9|%|注册资本增长|||"},
    {"青港中转业务同比增长12%，全年有望达到70万标准箱。",
     "12|%|青港中转业务同比增长||| 70万|标准箱|青港中转业务|||"},
    {"物流成本占比为14%，与2029年相比下降0.3个百分点。",
     "14|%|物流成本占比||| 0.3|个百分点|物流成本占比与2029年相比下降|||"},
    /* items and values */
    {"小麦、玉米、大豆产量分别增长3%、5%和8%。",
     "3|%|小麦产量增长||| 5|%|玉米产量增长||| 8|%|大豆产量增长|||"},
    {"茶叶、陶瓷、竹器出口额分别增长3%、5%和8%。",
     "3|%|茶叶出口额增长||| 5|%|陶瓷出口额增长||| 8|%|竹器出口额增长|||"},
    {"金桔、水蜜桃、山核桃仁价分别为3元、5元和8元。",
     "3|元|金桔、水蜜桃、山核桃仁价||| 5|元|金桔、水蜜桃、山核桃仁价||| "
     "8|元|金桔、水蜜桃、山核桃仁价|||"},
    {"大型、中型企业利润率分别为6%和4%。", "6|%|大型企业利润率||| 4|%|中型企业利润率|||"},
    {"木雕、竹编、陶艺等行业收入同比分别增长4%、6%、9%。",
     "4|%|木雕行业收入同比增长||| 6|%|竹编行业收入同比增长||| 9|%|陶艺行业收入同比增长|||"},
    {"全市对东洲、西洲、南洲出口分别增长4%、6%、9%，占全省比重分别为10%、20%、30%。",
     "4|%|对东洲出口增长||| 6|%|对西洲出口增长||| 9|%|对南洲出口增长||| "
     "10|%|对东洲出口占全省比重||| 20|%|对西洲出口占全省比重||| 30|%|对南洲出口占全省比重|||"},
    {"茶园、果园面积分别达到30亩、40亩和50亩。",
     "30|亩|茶园、果园面积||| 40|亩|茶园、果园面积||| 50|亩|茶园、果园面积|||"},
    /* told twice, counted once */
    {"新建水窖14口。今年新建水窖14口。", "14|口|新建水窖|||"},
    {"新建水窖14口。今年新建水窖15口。", "14|口|新建水窖||| 15|口|今年新建水窖|||"},
    /* told, not counted */
    {"他在山路上遇见2名采药人，", ""},
    {"大风吹倒1棵古树。", ""},
    {"建成3座水窖。", "3|座|建成水窖|||"},
};

static void assert_figures(const char *const cases[][2], size_t count)
{
    struct arena *a = arena_new();
    int wrong = 0;
    for (size_t i = 0; i < count; i++) {
        const char *got = summary(a, cases[i][0]);
        if (strcmp(got, cases[i][1]) != 0) {
            print_message("%s\n  want %s\n  got  %s\n", cases[i][0], cases[i][1], got);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    arena_free(a);
}

static void counts_are_figures(void **state)
{
    (void)state;
    assert_figures(figures, COUNT(figures));
}

static void labels_stand_alone(void **state)
{
    (void)state;
    assert_figures(whole_labels, COUNT(whole_labels));
    assert_figures(told_labels, COUNT(told_labels));
}

static void figures_are_related(void **state)
{
    (void)state;
    assert_figures(related, COUNT(related));
}

static void other_numbers_are_not(void **state)
{
    (void)state;
    static const char *const texts[] = {"2024年3月5日上午8:30，",
                                        "二〇二四年立冬那天，",
                                        "全国第3届、全省第12名。",
                                        "推行“1+3”人员配置，",
                                        "建成“15分钟服务圈”，",
                                        "印发《十项措施20条》，",
                                        "他今年78岁，",
                                        "打造一支过硬的队伍，",
                                        "把两个大局装在心里，",
                                        "走进千家万户，",
                                        "万某被依法处理，",
                                        "电话是0719-5550123。",
                                        "聚焦5个方面用力，",
                                        "培训为期3天，",
                                        "这3个村都在山上。",
                                        "按照1个站点、2名队员的“1+2”模式管理，",
                                        "乘坐C919型飞机，",
                                        "排名上升2位，",
                                        "建设3000吨级码头，",
                                        "前11个月，",
                                        "一辆八成新的自行车，",
                                        "商家应当三倍赔偿，",
                                        "家住槐园7栋三单元的老人，",
                                        "第四十二条规定，"};
    struct arena *a = arena_new();
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct keyfigure *k;
        size_t n = read_figures(a, texts[i], &k);
        if (n)
            print_message("%s: %s%s\n", texts[i], k->value, k->unit);
        assert_int_equal(n, 0);
    }
    arena_free(a);
}

static void places_count_characters(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct keyfigure *k;
    assert_int_equal(read_figures(a, "昨天，全市共栽树3.2万棵。", &k), 1);
    assert_int_equal(k->start, 8);
    assert_int_equal(k->end, 13);
    assert_string_equal(k->p, "p1");
    assert_string_equal(k->id, "k1");
    assert_string_equal(k->number, "32000");
    assert_string_equal(k->text, "全市共栽树3.2万棵");
    arena_free(a);
}

static void only_articles_and_their_text(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct item items[] = {{"1.", "种树30棵", {0}}, {"2.", "修路5公里", {0}}};
    struct block blocks[] = {{.kind = BLOCK_HEADING, .id = "p1", .text = "修桥8座"},
                             {.kind = BLOCK_LIST, .id = "p2", .items = items, .item_count = 2},
                             {.kind = BLOCK_P, .id = "p3", .text = "打井4口"}};
    struct article article = {.kind = ARTICLE, .date = "", .blocks = blocks, .block_count = 3};
    struct keyfigure *k;
    assert_int_equal(digest_figures(a, &article, &k), 3);
    assert_string_equal(k[0].p, "p2");
    assert_int_equal(k[1].start, 7); /* behind the five characters of the first item */
    assert_string_equal(k[2].p, "p3");
    assert_string_equal(k[2].id, "k3");
    article.kind = ARTICLE_PHOTO;
    assert_int_equal(digest_figures(a, &article, &k), 0);
    arena_free(a);
}

static void long_text_is_no_trouble(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf b = {0};
    size_t count = test_rounds(20000);
    for (size_t i = 0; i < count; i++)
        buf_addf(&b, "植树%zu棵、", i + 5);
    struct keyfigure *k;
    assert_int_equal(read_figures(a, b.text, &k), count);
    assert_true(strlen(k[count / 2].text) < 1000);
    buf_release(&b);
    for (int i = 0; i < 100000; i++)
        buf_adds(&b, "（“其中9");
    assert_int_equal(read_figures(a, b.text, &k), 0);
    buf_release(&b);
    arena_free(a);
}

/* Where each space looked for the end of its row, this took minutes. */
static void rows_of_spaces_are_no_trouble(void **state)
{
    (void)state;
    struct arena *a = arena_new();
    struct buf b = {0};
    buf_adds(&b, "植树9棵");
    for (int i = 0; i < 1000000; i++)
        buf_adds(&b, " ");
    buf_adds(&b, "建桥7座");
    struct keyfigure *k;
    clock_t before = clock();
    assert_int_equal(read_figures(a, b.text, &k), 2);
    assert_true((clock() - before) / CLOCKS_PER_SEC < 20);
    buf_release(&b);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_figures),      cmocka_unit_test(labels_stand_alone),
        cmocka_unit_test(figures_are_related),     cmocka_unit_test(other_numbers_are_not),
        cmocka_unit_test(places_count_characters), cmocka_unit_test(only_articles_and_their_text),
        cmocka_unit_test(long_text_is_no_trouble), cmocka_unit_test(rows_of_spaces_are_no_trouble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
