# SPDX-License-Identifier: MIT
"""Sentences of our own that bring every mark to every place of a line when the measure changes."""

MARKS = ("老陈问：“这条路，还要修多久？”小周答：“快了，快了！《河道志》里写过：‘三年一小修，五年一大修’；（去年，修过一回。）"
         "今年又到了时候。”渡口、码头、栈桥、灯塔，都要看一遍；谁先看？谁后看？【记录】写得清楚。他把〈水位表〉贴在墙上，说：“看，涨了！”"
         "众人围过来，看了半天，谁也不说话。")
CONNECTED = ("从城东～城西、北门—南门，先修三百丈—五百丈；约翰·史密斯、玛丽·格林两位工程师，看过和／或画过全图，说北线／南线都可以，"
             "东线—西线也行。图上写着：红线～蓝线之间，栽柳／栽杨皆可；安娜·李补了一句，高处—低处要分开，甲-乙线与三–五里外的丙–丁线都不动。")
DASHES = ("他走到桥头——桥还没有合龙——停了一停……又走回来，说：“再等三天——至多三天……水就退了。”人们都笑——谁不盼着水退呢……"
          "于是大家坐下来——一坐就是半日……茶也凉了。")
PLAIN = ("渡口的老人记得那年发大水的光景天还没有亮水已经漫过了石阶孩子们抱着枕头站在高处看船一只一只漂走谁也说不出话来后来水退了人们把泥挖出去把墙刷白"
         "在门前种上两棵槐树如今树比屋子还高夏天坐在下面能听见河里行船的声音")
COMMAS = ("渡口的老人记得，那年发大水，天还没有亮，水已经漫过了石阶。孩子们抱着枕头站在高处，看船一只一只漂走；谁也说不出话来。后来水退了，"
          "人们把泥挖出去，把墙刷白，在门前种上两棵槐树。如今树比屋子还高，夏天坐在下面，能听见河里行船的声音。")
MIXED = ("调度室装了32台WiFi终端，编号从A07到K19，全部接入GIS平台；值班员每天看3次报表，发现异常就打电话。去年用电4861度，今年只用3952度，"
         "省下的钱买了2台水泵和1套UPS电源。说明书上写着Model Q88，保修5年，备件放在B12号柜。")
WORDS = ("The ferry leaves the north bank at noon and comes back before dusk, carrying rice, timber and letters for the people "
         "who live beyond the second lock of the old canal.")
WORDED = ("他读了一本叫The Ferry House的旧书，又找到Beyond the Second Lock一册，说里面写的渡口与我们的渡口很像；"
          "后来在码头上遇见一位老人，老人说From the North Bank才是最好的一本，可惜很难找到。")
NUMBERS = ("本月收购稻谷12,480.5吨，比上月多3.75%，温度在−5℃与+38℃之间，误差±0.2；每吨¥2,860.00，合计$35,700或€31,420，"
           "损耗不到0.8‰，含水率13.5%，转角45°。")
DATES = ("2024年5月18日开工，2025年1月3日完工，投资3.2万亿元的说法不对，是32万元；第7批共15个，比第6批多4个百分点，16人分3组，走了28公里，用了9天。")
PARTS = [COMMAS, MIXED, MARKS, COMMAS + MARKS, MARKS + MIXED]


def ends_with(text, count):
    """The text with a last sentence of `count` characters, so that its last line varies."""
    return text + "而水声依旧如昔不曾改变"[:count] + "。"
