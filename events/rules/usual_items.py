"""What is usually asked after a workshop: the admin begins with it and changes it. (section, kind, Thai, English)."""

_CONTENT, _SPEAKERS, _HOUSE, _USE, _WORDS = (
    "ด้านเนื้อหา", "ด้านวิทยากร", "ด้านสถานที่และการจัดการ", "ด้านการนำไปใช้", "ความเห็นเพิ่มเติม",
)  # fmt: skip

EVALUATION = (
    (_CONTENT, "rating", "เนื้อหาตรงกับวัตถุประสงค์ของการประชุม", "The content fitted the aims"),
    (_CONTENT, "rating", "เนื้อหาเข้าใจง่าย", "The content was easy to understand"),
    (_SPEAKERS, "rating", "วิทยากรมีความรู้ในเรื่องที่บรรยาย", "The speakers knew their subject"),
    (_SPEAKERS, "rating", "วิทยากรถ่ายทอดได้ชัดเจน", "The speakers explained clearly"),
    (_SPEAKERS, "rating", "วิทยากรตอบคำถามได้ตรงประเด็น", "The speakers answered questions to the point"),
    (_HOUSE, "rating", "สถานที่เหมาะสม", "The venue was suitable"),
    (_HOUSE, "rating", "ระยะเวลาเหมาะสม", "The time was well measured"),
    (_HOUSE, "rating", "อาหารและเครื่องดื่มเหมาะสม", "Food and drinks were suitable"),
    (_HOUSE, "rating", "เจ้าหน้าที่ประสานงานสะดวกรวดเร็ว", "The staff helped quickly"),
    (_USE, "rating", "นำความรู้ไปใช้ในพื้นที่ได้", "I can use what I learnt where I live"),
    (_USE, "rating", "ความพึงพอใจโดยรวม", "Altogether I am content"),
    (_WORDS, "text", "สิ่งที่ประทับใจ", "What was good"),
    (_WORDS, "text", "สิ่งที่ควรปรับปรุง", "What should be better"),
)
FOLLOW_UP = (
    ("", "rating", "ได้นำความรู้จากการประชุมไปใช้มากเพียงใด", "How much have you used of what you learnt?"),
    ("", "rating", "เครือข่ายของท่านดำเนินงานตามแผนได้มากเพียงใด", "How far has your network followed its plan?"),
    ("", "text", "สิ่งที่ได้ทำแล้ว", "What you have done"),
    ("", "text", "อุปสรรคและความช่วยเหลือที่ต้องการ", "What is in the way, and what help you need"),
)
